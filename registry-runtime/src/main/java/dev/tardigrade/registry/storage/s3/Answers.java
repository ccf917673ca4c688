package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Answers of the service in words of the port. */
final class Answers {

    private Answers() {}

    static ObjectInfo info(ObjectKey key, long size, String etag, Instant lastModified) {
        return new ObjectInfo(key, size, etag(etag), lastModified);
    }

    static ETag etag(String quoted) {
        return new ETag(quoted.replace("\"", ""));
    }

    /** @param closed done once, when it is closed; where this throws, it is not done */
    static ObjectContent content(ObjectKey key, ResponseInputStream<GetObjectResponse> answer, Runnable closed) {
        try {
            GetObjectResponse head = answer.response();
            long size = wholeSize(head);
            return new ObjectContent(
                    info(key, size, head.eTag(), head.lastModified()),
                    mediaType(head.contentType()),
                    S3ObjectContent.of(answer, closed));
        } catch (RuntimeException e) {
            answer.abort();
            throw e;
        }
    }

    /** {@code Content-Range: bytes 2-4/10} names the size of the whole. */
    private static long wholeSize(GetObjectResponse head) {
        String range = head.contentRange();
        return range == null ? head.contentLength() : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private static Optional<MediaType> mediaType(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        int parameters = header.indexOf(';');
        try {
            return Optional.of(new MediaType((parameters < 0 ? header : header.substring(0, parameters)).strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
