package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.layout.TakeoverNote;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.migration.OldRegistry.State;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes over the images that {@code registry:2} has stored in the same place. It writes records, manifests and tags of this registry; bytes of
 * blobs stay where they are, and the old registry's files as they are, so that the way back stays open until they are released.
 *
 * <p>A run that broke off is gone on with by the next one, which finds what is there already. Of each image the tag comes last.
 */
public final class Registry2Takeover {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final Registry2Tree tree;
    private final RecordCodec codec;
    private final SmallObjects small;
    private final Blobs blobs;
    private final Manifests manifests;
    private final Clock clock;

    /**
     * @param store in which both registries keep everything below the same prefix
     * @param manifests that may name what is not there
     */
    public Registry2Takeover(ObjectStore store, BucketLayout layout, Blobs blobs, Manifests manifests, Clock clock) {
        this.store = store;
        this.layout = layout;
        this.tree = layout.registry2();
        this.codec = new RecordCodec(layout);
        this.small = new SmallObjects(store);
        this.blobs = blobs;
        this.manifests = manifests;
        this.clock = clock;
    }

    /**
     * Takes over what is there, or says why not.
     *
     * @param progress told often how far it has come
     */
    public TakeoverOutcome run(TakeoverOrder order, Consumer<TakeoverReport> progress) {
        Optional<TakeoverNote> before = note();
        if (before.isPresent() && (!order.again() || before.get().released())) {
            return new TakeoverOutcome.FinishedBefore(before.get());
        }
        OldRegistry old = OldRegistry.read(store, tree);
        State state = old.state();
        if (state.objects() == 0) {
            return new TakeoverOutcome.NothingThere();
        }
        if (state.latest().plus(order.idle()).isAfter(clock.instant())) {
            return new TakeoverOutcome.StillWritten(state.latest());
        }
        TakeoverReport report = take(old, order, new Progress(progress));
        if (!OldRegistry.state(store, tree).equals(state)) {
            return new TakeoverOutcome.Overtaken(report);
        }
        if (!order.dryRun()) {
            write(new TakeoverNote(clock.instant(), report.leftBehind(), false));
        }
        return new TakeoverOutcome.Finished(report);
    }

    private TakeoverReport take(OldRegistry old, TakeoverOrder order, Progress progress) {
        LayerTakeover layers = new LayerTakeover(store, tree, blobs, old, order, progress);
        ManifestTakeover images = new ManifestTakeover(store, tree, manifests, old, order, progress);
        TagTakeover tags = new TagTakeover(store, layout, manifests, order, progress);
        old.uploads().forEach(folder -> progress.skip(SkipReason.UPLOAD, folder, ""));
        old.misnamed().forEach(path -> progress.skip(SkipReason.MISNAMED, path, ""));
        for (OldRepository repository : old.repositories()) {
            RepositoryHere here = RepositoryHere.read(store, layout, repository.name());
            layers.run(repository, here.layers());
            Set<Digest> targets = images.run(repository, here.manifests());
            tags.run(repository, here.tags(), targets);
            progress.repositoryDone();
        }
        return progress.report();
    }

    /**
     * Gives what the old registry has stored to this one: from now on garbage collection deletes what of it no image here needs, and the old
     * registry cannot serve the place any more.
     *
     * @param leaveBehind whether also where something was not taken over
     * @throws RegistryException with {@link Failure.Unsupported} where nothing was taken over, or not everything, or the old registry has
     *     stored something since
     */
    public void release(boolean leaveBehind) {
        TakeoverNote note = note().orElseThrow(() -> new RegistryException(
                new Failure.Unsupported("nothing was taken over here yet; run this without --release")));
        if (note.leftBehind() > 0 && !leaveBehind) {
            throw new RegistryException(new Failure.Unsupported(note.leftBehind()
                    + " things of the old registry were not taken over, and would be lost; a run with --dry-run"
                    + " --again lists them, --discard-skipped loses them"));
        }
        if (note.released()) {
            return;
        }
        State state = OldRegistry.state(store, tree);
        if (state.latest().isAfter(note.finished())) {
            throw new RegistryException(new Failure.Unsupported(
                    "the old registry has stored something at " + state.latest() + ", after the last run of "
                            + note.finished() + ": end it, and take that over with --again"));
        }
        write(new TakeoverNote(note.finished(), note.leftBehind(), true));
    }

    private Optional<TakeoverNote> note() {
        return small.read(layout.takeover()).map(bytes -> codec.decodeTakeover(layout.takeover(), bytes));
    }

    private void write(TakeoverNote note) {
        small.write(layout.takeover(), codec.encode(note));
    }
}
