package dev.tardigrade.testing.storj;

import java.util.Arrays;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What multipart uploads are made of. */
abstract class UploadingFacts extends Facts {

    final String start(String key) {
        return client().createMultipartUpload(
                        request -> request.bucket(bucket()).key(key))
                .uploadId();
    }

    final CompletedPart part(String key, String id, int number, int size) {
        var answer = client().uploadPart(
                        request ->
                                request.bucket(bucket()).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(new byte[size]));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    final void complete(String key, String id, CompletedPart... parts) {
        complete(key, id, _ -> {}, parts);
    }

    final void complete(
            String key, String id, Consumer<CompleteMultipartUploadRequest.Builder> more, CompletedPart... parts) {
        client().completeMultipartUpload(request -> {
            request.bucket(bucket())
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(Arrays.asList(parts)));
            more.accept(request);
        });
    }
}
