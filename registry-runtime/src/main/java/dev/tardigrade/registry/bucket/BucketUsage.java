package dev.tardigrade.registry.bucket;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a registry keeps in its bucket.
 *
 * @param byKind only those kinds that there are
 */
public record BucketUsage(Map<ObjectKind, Tally> byKind, Tally total) {

    public BucketUsage {
        Map<ObjectKind, Tally> sorted = new EnumMap<>(ObjectKind.class);
        sorted.putAll(byKind);
        byKind = Collections.unmodifiableMap(sorted);
    }

    /** Counts by listing everything. What is written meanwhile is counted or not. */
    public static BucketUsage count(ObjectStore store, KeyPrefix prefix) {
        BucketLayout layout = new BucketLayout(prefix);
        Map<ObjectKind, Tally> byKind = new EnumMap<>(ObjectKind.class);
        Tally[] total = {Tally.NOTHING};
        store.list(prefix, object -> {
            total[0] = total[0].plusObject(object.size());
            byKind.merge(
                    layout.kindOf(object.key()),
                    Tally.NOTHING.plusObject(object.size()),
                    (known, one) -> known.plusObject(one.bytes()));
        });
        store.listMultiparts(prefix, upload -> {
            total[0] = total[0].plusUpload();
            byKind.merge(layout.kindOf(upload.key()), Tally.NOTHING.plusUpload(), (known, _) -> known.plusUpload());
        });
        return new BucketUsage(byKind, total[0]);
    }
}
