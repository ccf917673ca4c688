package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Deletes of many objects in few requests. */
final class S3Deletes {

    private static final int MOST = 1000;

    private final S3Calls calls;

    S3Deletes(S3Calls calls) {
        this.calls = calls;
    }

    void delete(Collection<ObjectKey> keys) {
        List<ObjectIdentifier> all = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key.value()).build())
                .toList();
        for (int from = 0; from < all.size(); from += MOST) {
            send(all.subList(from, Math.min(from + MOST, all.size())));
        }
    }

    private void send(List<ObjectIdentifier> some) {
        DeleteObjectsResponse answer = calls.run(() -> calls.client()
                .deleteObjects(request -> request.bucket(calls.bucket())
                        .delete(delete -> delete.objects(some).quiet(true))
                        .overrideConfiguration(calls.limits(0))));
        if (!answer.errors().isEmpty()) {
            var first = answer.errors().getFirst();
            throw calls.failures().of(first.code(), first.key() + " was not deleted: " + first.message());
        }
    }
}
