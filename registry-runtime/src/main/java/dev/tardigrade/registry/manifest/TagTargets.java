package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Tells which tags of a repository point to a manifest, reading as few of them as the store allows. */
final class TagTargets {

    private final ObjectStore store;
    private final RecordCodec codec;
    private final BiPredicate<ObjectKey, Digest> pointsTo;

    /** @param pointsTo reads a tag as it is now */
    TagTargets(ObjectStore store, RecordCodec codec, BiPredicate<ObjectKey, Digest> pointsTo) {
        this.store = store;
        this.codec = codec;
        this.pointsTo = pointsTo;
    }

    /** Where entity tags are MD5, those of this manifest's tags are known. */
    List<ObjectInfo> pointingTo(StoredManifest manifest, List<ObjectInfo> tags) {
        if (tags.isEmpty()) {
            return List.of();
        }
        Set<ETag> own = TagEtags.of(manifest, codec);
        List<ObjectInfo> likely =
                tags.stream().filter(tag -> own.contains(tag.etag())).toList();
        // A bucket may begin to encrypt what is written from then on, so the newest tells. One that is the MD5 of the
        // very content that is looked for is a proof by itself; else it is read.
        ObjectInfo newest = Collections.max(tags, Comparator.comparing(ObjectInfo::lastModified));
        boolean shown = likely.stream().anyMatch(tag -> tag.lastModified().equals(newest.lastModified()))
                || hasMd5(newest.key());
        return shown ? likely : pointingTo(manifest.descriptor().digest(), tags);
    }

    private boolean hasMd5(ObjectKey key) {
        Optional<ObjectContent> found = store.get(key);
        if (found.isEmpty()) {
            return false;
        }
        try (ObjectContent object = found.get()) {
            return TagEtags.of(Bytes.of(object.stream().readAllBytes()))
                    .equals(object.info().etag());
        } catch (IOException _) {
            return false;
        }
    }

    /** The same for a manifest whose content is not known. */
    List<ObjectInfo> pointingTo(Digest manifest, List<ObjectInfo> tags) {
        if (!store.etagsAreContentHashes()) {
            return Parallel.filter(tags, tag -> pointsTo.test(tag.key(), manifest));
        }
        Map<ETag, List<ObjectInfo>> byContent = tags.stream().collect(Collectors.groupingBy(ObjectInfo::etag));
        return Parallel.filter(
                        List.copyOf(byContent.values()),
                        same -> pointsTo.test(same.getFirst().key(), manifest))
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
