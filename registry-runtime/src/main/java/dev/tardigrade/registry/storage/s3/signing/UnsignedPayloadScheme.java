package dev.tardigrade.registry.storage.s3.signing;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests but not their payload, also on plain http, for endpoints that are trusted. The SDK leaves the payload out only on https; the
 * scheme is no part of the signature, so a copy of the request that says https is signed.
 */
public final class UnsignedPayloadScheme implements AwsV4AuthScheme {

    @Override
    public String schemeId() {
        return SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return new Signer(AwsV4HttpSigner.create());
    }

    private static final class Signer implements AwsV4HttpSigner {

        private static final int HTTP_PORT = 80;
        private static final int HTTPS_PORT = 443;

        private final AwsV4HttpSigner signer;

        Signer(AwsV4HttpSigner signer) {
            this.signer = signer;
        }

        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            SdkHttpRequest real = request.request();
            SignedRequest signed = signer.sign(asHttps(request));
            return signed.toBuilder()
                    .request(signed.request().toBuilder()
                            .protocol(real.protocol())
                            .port(real.port())
                            .build())
                    .build();
        }

        /** A default port stays one, because it is then not in the Host header, which is signed. */
        private static <I extends AwsCredentialsIdentity> SignRequest<I> asHttps(SignRequest<I> request) {
            SdkHttpRequest real = request.request();
            return request.toBuilder()
                    .request(real.toBuilder()
                            .protocol("https")
                            .port(real.port() == HTTP_PORT ? HTTPS_PORT : real.port())
                            .build())
                    .putProperty(PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(CHUNK_ENCODING_ENABLED, false)
                    .build();
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            throw new UnsupportedOperationException("the blocking client alone is used");
        }
    }
}
