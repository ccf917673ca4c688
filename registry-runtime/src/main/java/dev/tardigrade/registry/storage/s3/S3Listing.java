package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore.PendingMultipart;
import dev.tardigrade.registry.storage.StorageBudget;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings, whole and page by page. Names that are no keys of ours are passed over. */
final class S3Listing {

    private static final String DELIMITER = "/";

    private final S3Calls calls;

    S3Listing(S3Calls calls) {
        this.calls = calls;
    }

    void objects(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        pages(
                prefix,
                null,
                page -> page.contents().forEach(object -> info(object).ifPresent(each)));
    }

    void directory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        pages(prefix, DELIMITER, page -> {
            page.contents().forEach(object -> info(object).ifPresent(objects));
            page.commonPrefixes()
                    .forEach(group -> parse(group.prefix(), KeyPrefix::new).ifPresent(groups));
        });
    }

    private void pages(KeyPrefix prefix, @Nullable String delimiter, Consumer<ListObjectsV2Response> each) {
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, delimiter, token);
            StorageBudget.current().renew();
            each.accept(page);
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
    }

    private ListObjectsV2Response page(KeyPrefix prefix, @Nullable String delimiter, @Nullable String token) {
        return calls.run(() -> calls.client()
                .listObjectsV2(request -> request.bucket(calls.bucket())
                        .prefix(prefix.value())
                        .delimiter(delimiter)
                        .continuationToken(token)
                        .overrideConfiguration(calls.limits(0))));
    }

    boolean isEmpty(KeyPrefix prefix) {
        ListObjectsV2Response page = calls.run(() -> calls.client()
                .listObjectsV2(request -> request.bucket(calls.bucket())
                        .prefix(prefix.value())
                        .maxKeys(1)
                        .overrideConfiguration(calls.limits(0))));
        return page.contents().isEmpty();
    }

    void multiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        String key = null;
        String id = null;
        do {
            ListMultipartUploadsResponse page = multipartPage(prefix, key, id);
            StorageBudget.current().renew();
            for (var upload : page.uploads()) {
                parse(upload.key(), ObjectKey::new)
                        .map(known ->
                                new PendingMultipart(known, new MultipartId(upload.uploadId()), upload.initiated()))
                        .ifPresent(each);
            }
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            key = more ? page.nextKeyMarker() : null;
            id = more ? page.nextUploadIdMarker() : null;
        } while (key != null);
    }

    private ListMultipartUploadsResponse multipartPage(
            KeyPrefix prefix, @Nullable String keyMarker, @Nullable String idMarker) {
        return calls.run(() -> calls.client()
                .listMultipartUploads(request -> request.bucket(calls.bucket())
                        .prefix(prefix.value())
                        .keyMarker(keyMarker)
                        .uploadIdMarker(idMarker)
                        .overrideConfiguration(calls.limits(0))));
    }

    private static Optional<ObjectInfo> info(S3Object object) {
        return parse(object.key(), ObjectKey::new)
                .map(key -> Answers.info(key, object.size(), object.eTag(), object.lastModified()));
    }

    private interface Parser<T> {
        T parse(String name);
    }

    private static <T> Optional<T> parse(String name, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
