package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.api.v1alpha1.storage.Bucket;
import dev.tardigrade.api.v1alpha1.storage.Storage;
import dev.tardigrade.api.v1alpha1.storage.StorageKind;
import dev.tardigrade.api.v1alpha1.storage.StorageStatus;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Registry got once and keeps.
 *
 * @param bucketName null on the file system
 * @param recorded whether the status has it already; only then is it used
 */
public record Allocation(StorageKind kind, @Nullable String bucketName, boolean recorded) {

    static Allocation of(Registry registry, ClusterIdentity cluster) {
        var kind = kind(registry.getSpec().storage());
        var recorded = Optional.ofNullable(registry.getStatus()).map(RegistryStatus::storage);
        if (kind == StorageKind.Filesystem) {
            return new Allocation(kind, null, recorded.map(StorageStatus::kind).isPresent());
        }
        return recorded.map(StorageStatus::bucketName)
                .map(bucket -> new Allocation(kind, bucket, true))
                .orElseGet(() -> new Allocation(
                        kind,
                        wantedBucket(registry.getSpec().storage())
                                .orElseGet(() -> Identity.of(registry, cluster).bucketName()),
                        false));
    }

    /** What is wrong where the spec now names another bucket than the one in use. */
    Optional<Problem> conflict(Storage storage) {
        return wantedBucket(storage)
                .filter(wanted -> !wanted.equals(bucketName))
                .map(wanted -> new Problem(
                        Reason.INVALID_SPEC,
                        "spec.storage names the bucket %s, but the images are in %s, where they stay: name that one or none, or make another Registry"
                                .formatted(wanted, bucketName)));
    }

    private static StorageKind kind(Storage storage) {
        if (storage.storj() != null) {
            return StorageKind.Storj;
        }
        return storage.s3() != null ? StorageKind.S3 : StorageKind.Filesystem;
    }

    private static Optional<String> wantedBucket(Storage storage) {
        return Optional.ofNullable(storage.storj())
                .map(storj -> Optional.ofNullable(storj.bucket()))
                .orElseGet(() -> Optional.ofNullable(storage.s3()).map(s3 -> s3.bucket()))
                .map(Bucket::name);
    }
}
