package dev.tardigrade.registry.retention;

import dev.tardigrade.registry.gc.Throttle;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds tags that no rule keeps, and removes them. The age of a tag is that of its object, and now is what {@link StoreClock} shows.
 *
 * <p>Each repository is listed once to find what is newest, and again to judge. A tag is read again before it is removed, and stays where it was
 * pushed since it was listed. A push by another process between that read and the removal is lost: no store that this is made for removes only
 * what is as it was. Any number of processes may do this at once; where one ends early, the next begins anew.
 */
public final class TagRetention {

    /** Removed after one listing, so that they can be kept in memory. */
    private static final int BATCH = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(TagRetention.class);

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final Catalog catalog;
    private final Manifests manifests;
    private final ManifestRules rules;
    private final StoreClock clock;
    private final Throttle throttle;

    /** @param throttle of calls of the store for what is found */
    public TagRetention(
            ObjectStore store,
            BucketLayout layout,
            Catalog catalog,
            Manifests manifests,
            ManifestRules rules,
            StoreClock clock,
            Throttle throttle) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.catalog = catalog;
        this.manifests = manifests;
        this.rules = rules;
        this.clock = clock;
        this.throttle = throttle;
    }

    /** Tells of each tag that {@link #run} would remove, and leaves all as it is. Throws as {@link StoreClock#now} does. */
    public void look(Consumer<ExpiredTag> found) {
        each((repository, judgement) -> list(
                repository,
                (tag, listed) -> judgement
                        .reasonAgainst(tag, listed.lastModified())
                        .flatMap(reason ->
                                unmoved(listed).map(digest -> new ExpiredTag(repository, tag, digest, reason)))
                        .ifPresent(found)));
    }

    /**
     * Removes all that no rule keeps. Throws as {@link StoreClock#now} does.
     *
     * @param removed told of each, after it is gone
     */
    public void run(Consumer<ExpiredTag> removed) {
        each((repository, judgement) -> {
            boolean more = true;
            while (more) {
                List<Candidate> batch = batch(repository, judgement);
                long gone = 0;
                for (Candidate candidate : batch) {
                    gone += remove(repository, candidate, removed) ? 1 : 0;
                }
                more = batch.size() == BATCH && gone > 0;
            }
        });
    }

    /** Something to do with a repository that a rule concerns. */
    private void each(BiConsumer<RepositoryName, Judgement> work) {
        if (rules.retention().rules().isEmpty()) {
            return;
        }
        Instant now = clock.now();
        catalog.repositories().forEach(repository -> {
            Judgement judgement = new Judgement(rules.retention(), rules.immutable(), repository, now);
            if (judgement.isNeeded() && !isStopped()) {
                list(repository, (tag, listed) -> judgement.show(tag, listed.lastModified()));
                work.accept(repository, judgement);
            }
        });
    }

    private static boolean isStopped() {
        return Thread.currentThread().isInterrupted();
    }

    private void list(RepositoryName repository, BiConsumer<Tag, ObjectInfo> each) {
        throttle.take();
        KeyPrefix folder = layout.tags(repository);
        store.listDirectory(
                folder,
                object -> BucketLayout.tagAt(folder, object.key()).ifPresent(tag -> each.accept(tag, object)),
                _ -> {});
    }

    private record Candidate(Tag tag, ObjectInfo listed, String reason) {}

    private List<Candidate> batch(RepositoryName repository, Judgement judgement) {
        List<Candidate> batch = new ArrayList<>();
        list(repository, (tag, listed) -> {
            if (batch.size() < BATCH) {
                judgement
                        .reasonAgainst(tag, listed.lastModified())
                        .ifPresent(reason -> batch.add(new Candidate(tag, listed, reason)));
            }
        });
        return batch;
    }

    private boolean remove(RepositoryName repository, Candidate candidate, Consumer<ExpiredTag> removed) {
        if (isStopped()) {
            return false;
        }
        throttle.take();
        Optional<Digest> gone = manifests.deleteIf(repository, candidate.tag, () -> unmoved(candidate.listed));
        gone.ifPresent(digest -> removed.accept(new ExpiredTag(repository, candidate.tag, digest, candidate.reason)));
        return gone.isPresent();
    }

    /** What the tag points to, where it has not been pushed since it was listed. Lists show parts of seconds, reads may not. */
    private Optional<Digest> unmoved(ObjectInfo listed) {
        throttle.take();
        Optional<ObjectContent> found = store.get(listed.key());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectContent object = found.get()) {
            boolean same = object.info().etag().equals(listed.etag())
                    && !seconds(object.info()).isAfter(seconds(listed));
            Bytes record = Bytes.of(object.stream().readAllBytes());
            return same
                    ? Optional.of(
                            codec.decodeTag(listed.key(), record).manifest().digest())
                    : Optional.empty();
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.StorageUnavailable(
                            "the store broke off " + listed.key().value(), Duration.ofSeconds(1)),
                    e);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                LOG.warn("a tag is left as it is, for it cannot be read: {}", e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Instant seconds(ObjectInfo info) {
        return info.lastModified().truncatedTo(ChronoUnit.SECONDS);
    }
}
