package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.Parallel;
import dev.tardigrade.registry.manifest.StoredManifest;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Points tags to where they point in the old registry. One that is here already stays as it is: it may have been moved since. */
final class TagTakeover {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;
    private final Manifests manifests;
    private final TakeoverOrder order;
    private final Progress progress;

    TagTakeover(ObjectStore store, BucketLayout layout, Manifests manifests, TakeoverOrder order, Progress progress) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
        this.manifests = manifests;
        this.order = order;
        this.progress = progress;
    }

    /**
     * Takes them over.
     *
     * @param there tags that the repository has here already
     * @param targets manifests that it has here
     */
    void run(OldRepository repository, Set<Tag> there, Set<Digest> targets) {
        List<Boolean> _ = Parallel.map(repository.tags(), tag -> {
            if (there.contains(tag)) {
                progress.tags().wasThere();
            } else {
                take(repository.name(), tag, targets);
            }
            progress.tell();
            return true;
        });
    }

    private void take(RepositoryName repository, Tag tag, Set<Digest> targets) {
        ObjectKey link = layout.registry2().tag(repository, tag);
        Optional<Digest> target = Links.read(store, link, progress);
        if (target.isEmpty()) {
            return;
        }
        if (!targets.contains(target.get())) {
            progress.skip(SkipReason.DANGLING, link, "the repository has no manifest " + target.get() + " here");
        } else if (order.dryRun() || isWritten(repository, tag, target.get())) {
            progress.tags().wrote();
        } else {
            progress.tags().wasThere();
        }
    }

    private boolean isWritten(RepositoryName repository, Tag tag, Digest target) {
        StoredManifest manifest = manifests.require(repository, target);
        TagRecord record = TagRecord.of(manifest.descriptor(), manifest.content());
        PutOutcome outcome = store.put(
                layout.tag(repository, tag),
                Content.of(codec.encode(record).toArray()),
                Optional.empty(),
                PutMode.CREATE);
        return switch (outcome) {
            case PutOutcome.Stored _ -> true;
            case PutOutcome.AlreadyExists _ -> false;
        };
    }
}
