package dev.tardigrade.registry.storage.s3.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/** Storj's gateway wants Content-MD5 on DeleteObjects. The SDK can only be told to make it for every upload too, which doubles their time. */
public final class DeleteObjectsMd5 implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        if (!(context.request() instanceof DeleteObjectsRequest)) {
            return context.httpRequest();
        }
        return context.requestBody()
                .map(body -> context.httpRequest().toBuilder()
                        .putHeader("Content-MD5", Base64.getEncoder().encodeToString(Md5.of(bytes(body))))
                        .build())
                .orElse(context.httpRequest());
    }

    private static byte[] bytes(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
