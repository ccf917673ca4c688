package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ListCache;
import dev.tardigrade.registry.cache.NameList;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.StorageBudget;
import dev.tardigrade.registry.stream.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tags of all repositories: one object for each. */
final class Tags {

    private static final Logger LOG = LoggerFactory.getLogger(Tags.class);

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final ObjectCache<TagRecord> records;
    private final ListCache lists;
    private final ManifestRules rules;
    private final TagTargets targets;

    /** Whether replicas do not tell each other what they write, because they keep nothing. */
    private final boolean untold;

    /** Several push at a time; who removes what nobody has pushed keeps them from it. */
    private final List<ReadWriteLock> pushes = Stream.<ReadWriteLock>generate(ReentrantReadWriteLock::new)
            .limit(64)
            .toList();

    Tags(ObjectStore store, BucketLayout layout, Caches caches, ManifestRules rules) {
        this.rules = rules;
        this.lists = caches.lists();
        this.untold = caches.timeToLive().isZero();
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.records = caches.open(store, (key, bytes, _) -> codec.decodeTag(key, bytes));
        this.targets = new TagTargets(store, codec, this::pointsTo);
    }

    Optional<TagRecord> find(RepositoryName repository, Tag tag) {
        return records.get(layout.tag(repository, tag));
    }

    private boolean isImmutable(RepositoryName repository, Tag tag) {
        return rules.immutable().cover(repository, tag);
    }

    /**
     * Whether a push there changes nothing, so that it need not be written. Asks the store only where that is likely, so that it may be so where
     * this says no.
     */
    boolean needsNoPush(RepositoryName repository, Tag tag, TagRecord target) {
        ObjectKey key = layout.tag(repository, tag);
        boolean timeCounts = rules.retention().covers(repository, tag) && !isImmutable(repository, tag);
        if (timeCounts || records.peek(key).filter(target::equals).isEmpty()) {
            return false;
        }
        records.forget(key);
        return readable(key).filter(target::equals).isPresent();
    }

    /** The record, where there is one that can be read; a damaged one points nowhere. */
    private Optional<TagRecord> readable(ObjectKey key) {
        try {
            return records.get(key);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                LOG.error("{}; push the tag again, or delete it", e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Checks before anything is changed that the tag may be pointed there.
     *
     * @throws RegistryException with {@link Failure.TagImmutable}
     */
    void requireMovable(RepositoryName repository, Tag tag, TagRecord target) {
        if (isImmutable(repository, tag)) {
            requireFree(repository, tag, target);
        }
    }

    /** Reads what the store has now. A tag that is damaged points nowhere, so that it can be pushed again. */
    private boolean requireFree(RepositoryName repository, Tag tag, TagRecord target) {
        ObjectKey key = layout.tag(repository, tag);
        records.forget(key);
        Optional<TagRecord> now = readable(key);
        if (now.isPresent()
                && !now.get().manifest().digest().equals(target.manifest().digest())) {
            throw fixed(tag);
        }
        return now.isEmpty();
    }

    private static RegistryException fixed(Tag tag) {
        return new RegistryException(new Failure.TagImmutable(
                "the tag " + tag + " is immutable: what it points to stays as it is; push another tag"));
    }

    /**
     * Points the tag to a manifest.
     *
     * @throws RegistryException with {@link Failure.TagImmutable} where somebody else was first
     */
    void put(RepositoryName repository, Tag tag, TagRecord target) {
        Lock push = lock(layout.tag(repository, tag)).readLock();
        push.lock();
        try {
            if (isImmutable(repository, tag)) {
                create(repository, tag, target);
            } else {
                replace(repository, tag, target);
            }
        } finally {
            push.unlock();
        }
    }

    /** Reads back what was written: not every store keeps two who write at once from both being told that they were first. */
    private void create(RepositoryName repository, Tag tag, TagRecord target) {
        ObjectKey key = layout.tag(repository, tag);
        PutOutcome outcome =
                store.put(key, Content.of(codec.encode(target).toArray()), Optional.empty(), PutMode.CREATE);
        boolean damaged = requireFree(repository, tag, target);
        if (damaged && outcome instanceof PutOutcome.AlreadyExists) {
            replace(repository, tag, target);
        }
        lists.added(layout.tags(repository), tag.value());
    }

    private void replace(RepositoryName repository, Tag tag, TagRecord target) {
        ObjectKey key = layout.tag(repository, tag);
        Bytes object = codec.encode(target);
        long before = records.version(key);
        PutOutcome _ = store.put(key, Content.of(object.toArray()), Optional.empty(), PutMode.REPLACE);
        records.remember(key, target, object.size(), before);
        lists.added(layout.tags(repository), tag.value());
    }

    /**
     * Removes the tag. False where there is none.
     *
     * @throws RegistryException with {@link Failure.TagImmutable}
     */
    boolean delete(RepositoryName repository, Tag tag) {
        ObjectKey key = layout.tag(repository, tag);
        // Not read: one that is damaged can be deleted, too.
        if (store.head(key).isEmpty()) {
            return false;
        }
        if (isImmutable(repository, tag)) {
            throw fixed(tag);
        }
        remove(repository, tag);
        return true;
    }

    /**
     * Removes the tag where there is a reason to, and it may be removed. No push of this process is under way from when the reason is asked for.
     *
     * @return the reason, where the tag is gone
     */
    <T> Optional<T> deleteIf(RepositoryName repository, Tag tag, Supplier<Optional<T>> reason) {
        if (isImmutable(repository, tag)) {
            return Optional.empty();
        }
        Lock alone = lock(layout.tag(repository, tag)).writeLock();
        alone.lock();
        try {
            Optional<T> found = reason.get();
            if (found.isPresent()) {
                remove(repository, tag);
            }
            return found;
        } finally {
            alone.unlock();
        }
    }

    private ReadWriteLock lock(ObjectKey tag) {
        return pushes.get(Math.floorMod(tag.hashCode(), pushes.size()));
    }

    private void remove(RepositoryName repository, Tag tag) {
        ObjectKey key = layout.tag(repository, tag);
        store.delete(key);
        records.forget(key);
        removed(repository, tag);
    }

    /** All tags of a repository, as they are now. */
    NameList read(RepositoryName repository) {
        return lists.read(layout.tags(repository), each -> read(repository, each));
    }

    /** All tags of a repository, as they were not long ago. */
    NameList recent(RepositoryName repository) {
        return lists.get(layout.tags(repository), each -> read(repository, each));
    }

    private void read(RepositoryName repository, Consumer<String> each) {
        KeyPrefix folder = layout.tags(repository);
        store.listNames(
                folder, key -> BucketLayout.tagAt(folder, key).map(Tag::value).ifPresent(each));
    }

    /**
     * Removes every tag that points to this manifest.
     *
     * @return the other tags, for {@link #deleteNewer}
     * @throws RegistryException with {@link Failure.TagImmutable} where one of them stays; then none is removed
     */
    OtherTags deleteAll(RepositoryName repository, StoredManifest manifest) {
        return deleteAll(repository, all -> targets.pointingTo(manifest, all));
    }

    /** The same for a manifest that cannot be read any more. */
    OtherTags deleteAll(RepositoryName repository, Digest manifest) {
        return deleteAll(repository, all -> targets.pointingTo(manifest, all));
    }

    private OtherTags deleteAll(RepositoryName repository, UnaryOperator<List<ObjectInfo>> pointing) {
        long version = lists.version(layout.tags(repository));
        List<ObjectInfo> all = objects(repository);
        List<ObjectInfo> own = pointing.apply(all);
        delete(repository, own);
        Set<ObjectInfo> gone = Set.copyOf(own);
        return OtherTags.of(all.stream().filter(tag -> !gone.contains(tag)), version);
    }

    /**
     * Removes the tags that were pointed to this manifest after the others were looked at, where it is needed.
     *
     * @param needed asked where there are any
     */
    void deleteNewer(RepositoryName repository, Digest manifest, OtherTags others, BooleanSupplier needed) {
        if (!mayHaveChanged(repository, others)) {
            return;
        }
        List<ObjectInfo> newer = objects(repository).stream()
                .filter(tag -> !others.contains(tag))
                .toList();
        List<ObjectInfo> own = newer.isEmpty() ? List.of() : targets.pointingTo(manifest, newer);
        if (!own.isEmpty() && needed.getAsBoolean()) {
            delete(repository, own);
        }
    }

    /** Replicas tell each other what they write, but for tags that can only be created, and what none of them keeps. */
    private boolean mayHaveChanged(RepositoryName repository, OtherTags others) {
        return lists.version(layout.tags(repository)) != others.version()
                || !rules.immutable().rules().isEmpty()
                || untold;
    }

    private List<ObjectInfo> objects(RepositoryName repository) {
        List<ObjectInfo> objects = new ArrayList<>();
        store.listDirectory(layout.tags(repository), objects::add, _ -> {});
        return objects;
    }

    private void delete(RepositoryName repository, List<ObjectInfo> own) {
        List<ObjectKey> targets = own.stream().map(ObjectInfo::key).toList();
        if (!targets.isEmpty()) {
            KeyPrefix folder = layout.tags(repository);
            targets.stream()
                    .flatMap(key -> BucketLayout.tagAt(folder, key).stream())
                    .filter(tag -> isImmutable(repository, tag))
                    .findFirst()
                    .ifPresent(tag -> {
                        throw fixed(tag);
                    });
            store.deleteAll(targets);
            targets.forEach(key -> {
                records.forget(key);
                BucketLayout.tagAt(folder, key).ifPresent(tag -> removed(repository, tag));
            });
        }
    }

    private void removed(RepositoryName repository, Tag tag) {
        lists.removed(layout.tags(repository), tag.value());
    }

    private boolean pointsTo(ObjectKey tag, Digest manifest) {
        records.forget(tag);
        Optional<TagRecord> record = readable(tag);
        StorageBudget.current().renew(); // a repository has any number of tags
        return record.filter(known -> known.manifest().digest().equals(manifest))
                .isPresent();
    }
}
