package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tags of all repositories: one object for each. */
final class Tags {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final ObjectCache<TagRecord> records;

    Tags(ObjectStore store, BucketLayout layout, Caches caches) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.records = caches.open(store, (key, bytes, _) -> codec.decodeTag(key, bytes));
    }

    Optional<TagRecord> find(RepositoryName repository, Tag tag) {
        return records.get(layout.tag(repository, tag));
    }

    /** Whether the tag points there at this moment; asks the store only where that is likely, so that it may be true where this says false. */
    boolean pointsTo(RepositoryName repository, Tag tag, TagRecord target) {
        ObjectKey key = layout.tag(repository, tag);
        if (records.peek(key).filter(target::equals).isEmpty()) {
            return false;
        }
        records.forget(key);
        return records.get(key).filter(target::equals).isPresent();
    }

    /** Points the tag to a manifest. */
    void put(RepositoryName repository, Tag tag, TagRecord target) {
        ObjectKey key = layout.tag(repository, tag);
        Bytes object = codec.encode(target);
        long before = records.version(key);
        PutOutcome _ = store.put(key, Content.of(object.toArray()), Optional.empty(), PutMode.REPLACE);
        records.remember(key, target, object.size(), before);
    }

    /** Removes the tag. False where there is none. */
    boolean delete(RepositoryName repository, Tag tag) {
        ObjectKey key = layout.tag(repository, tag);
        records.forget(key);
        if (records.get(key).isEmpty()) {
            return false;
        }
        store.delete(key);
        records.forget(key);
        return true;
    }

    /** All tags of a repository, in no order. */
    List<Tag> list(RepositoryName repository) {
        List<Tag> tags = new ArrayList<>();
        store.listDirectory(
                layout.tags(repository),
                object -> layout.tagAt(repository, object.key()).ifPresent(tags::add),
                _ -> {});
        return tags;
    }

    /** Removes every tag that points to this manifest. */
    void deleteAll(RepositoryName repository, Digest manifest) {
        List<ObjectInfo> objects = new ArrayList<>();
        store.listDirectory(layout.tags(repository), objects::add, _ -> {});
        List<ObjectKey> targets = pointingTo(manifest, objects);
        if (!targets.isEmpty()) {
            store.deleteAll(targets);
            targets.forEach(records::forget);
        }
    }

    private List<ObjectKey> pointingTo(Digest manifest, List<ObjectInfo> tags) {
        if (!store.etagsAreContentHashes()) {
            return Parallel.filter(tags.stream().map(ObjectInfo::key).toList(), key -> pointsTo(key, manifest));
        }
        Map<ETag, List<ObjectKey>> byContent = tags.stream()
                .collect(Collectors.groupingBy(
                        ObjectInfo::etag, Collectors.mapping(ObjectInfo::key, Collectors.toList())));
        return Parallel.filter(List.copyOf(byContent.values()), same -> pointsTo(same.getFirst(), manifest)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private boolean pointsTo(ObjectKey tag, Digest manifest) {
        records.forget(tag);
        return records.get(tag)
                .filter(record -> record.manifest().digest().equals(manifest))
                .isPresent();
    }
}
