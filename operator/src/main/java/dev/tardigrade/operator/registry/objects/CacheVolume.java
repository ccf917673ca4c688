package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.upkeep.BlobCache;
import dev.tardigrade.api.v1alpha1.upkeep.CacheMedium;
import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a server keeps blobs that it has read. It goes with its pod. */
final class CacheVolume {

    private static final String VOLUME = "cache";
    private static final String MOUNT = "/var/cache/registry";

    /** Of the size, for whole blobs; what just arrives, and the file system, need some, too. */
    private static final BigDecimal PART_FOR_BLOBS = new BigDecimal("0.9");

    private CacheVolume() {}

    /** The section {@code cache}. */
    static Optional<Map<String, Object>> settings(Blueprint blueprint) {
        return of(blueprint)
                .map(cache -> Map.of("blobs", new TreeMap<>(Map.of("directory", MOUNT, "size", bytesForBlobs(cache)))));
    }

    static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint).map(cache -> switch (cache.medium()) {
            case Disk -> emptyDirectory(cache, null);
            case Memory -> emptyDirectory(cache, "Memory");
            case Volume -> claimed(cache);
        });
    }

    static Optional<VolumeMount> mount(Blueprint blueprint) {
        return of(blueprint)
                .map(_ -> new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(MOUNT)
                        .build());
    }

    /** What it takes of the memory of the container. */
    static Optional<Quantity> memory(Blueprint blueprint) {
        return of(blueprint)
                .filter(cache -> cache.medium() == CacheMedium.Memory)
                .map(BlobCache::size);
    }

    private static Optional<BlobCache> of(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().cache());
    }

    private static String bytesForBlobs(BlobCache cache) {
        return cache.size()
                .getNumericalAmount()
                .multiply(PART_FOR_BLOBS)
                .setScale(0, RoundingMode.DOWN)
                .toPlainString();
    }

    private static Volume emptyDirectory(BlobCache cache, @Nullable String medium) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewEmptyDir()
                .withMedium(medium)
                .withSizeLimit(cache.size())
                .endEmptyDir()
                .build();
    }

    private static Volume claimed(BlobCache cache) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewEphemeral()
                .withNewVolumeClaimTemplate()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(cache.storageClassName())
                .withNewResources()
                .withRequests(Map.of("storage", cache.size()))
                .endResources()
                .endSpec()
                .endVolumeClaimTemplate()
                .endEphemeral()
                .build();
    }
}
