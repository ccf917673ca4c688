package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs addresses of objects. Asks nobody: a signature is made of the keys, the address and the time. */
final class S3Links implements AutoCloseable {

    private final S3Settings settings;

    /** Made when it is wanted first: most registries give no links, and all start faster without it. */
    private @Nullable S3Presigner presigner;

    S3Links(S3Settings settings) {
        this.settings = settings;
    }

    /** Where the credentials end earlier, so does the link. */
    URI link(ObjectKey key, Duration lifetime) {
        return URI.create(presigner()
                .presignGetObject(request -> request.signatureDuration(lifetime)
                        .getObjectRequest(
                                get -> get.bucket(settings.bucket().value()).key(key.value())))
                .url()
                .toString());
    }

    private synchronized S3Presigner presigner() {
        S3Presigner made = presigner;
        if (made == null) {
            made = create();
            presigner = made;
        }
        return made;
    }

    private S3Presigner create() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials().provider());
        settings.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint.uri())
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(endpoint.pathStyle())
                                .build()));
        return builder.build();
    }

    @Override
    public synchronized void close() {
        if (presigner != null) {
            presigner.close();
        }
    }
}
