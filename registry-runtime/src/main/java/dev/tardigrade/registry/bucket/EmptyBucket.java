package dev.tardigrade.registry.bucket;

import dev.tardigrade.registry.bucket.BucketOutcome.Emptied;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore.PendingMultipart;
import dev.tardigrade.registry.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes all that a registry keeps in its bucket. Only for the owner that the marker names; the marker goes last, so that what was broken off
 * can be begun again. No registry may serve the bucket meanwhile.
 */
public final class EmptyBucket {

    /** Storj's gateway deletes one after the other; more might not fit the time of one call. */
    private static final int AT_ONCE = 250;

    private static final int MOST_PASSES = 5;

    private final Storage storage;
    private final KeyPrefix prefix;
    private final Ownership ownership;
    private final Consumer<Tally> progress;
    private Tally deleted = Tally.NOTHING;

    /**
     * @param prefix below which the registry keeps everything
     * @param progress told now and then what is gone so far
     */
    public EmptyBucket(Storage storage, KeyPrefix prefix, Consumer<Tally> progress) {
        this.storage = storage;
        this.prefix = prefix;
        this.ownership = new Ownership(storage, prefix);
        this.progress = progress;
    }

    /** Blocks until it is done. Throws nothing that the outcome can tell. */
    public BucketOutcome run(Emptying order) {
        try {
            return switch (storage.bucket().access()) {
                case GRANTED -> granted(order);
                case MISSING -> emptied(order, true, "bucket " + name() + " is not there");
                case DENIED ->
                    new Refused(
                            Reason.ACCESS_DENIED,
                            "access to bucket " + name()
                                    + " is denied; use a key that may read, list and delete in it");
            };
        } catch (RegistryException e) {
            return new Refused(Reason.of(e.failure()), e.failure().message());
        }
    }

    private BucketOutcome granted(Emptying order) {
        return switch (ownership.standing(order.owner())) {
            case Ownership.Ours _
            when order.onlyUnused() && isUsed() ->
                new Refused(Reason.NOT_EMPTY, "bucket " + name() + " holds images" + place() + "; nothing was deleted");
            case Ownership.Ours(Marker marker) ->
                markerBelow().<BucketOutcome>map(this::notAlone).orElseGet(() -> {
                    empty();
                    storage.objects().delete(ownership.marker());
                    return finished(order, marker.bucketCreated());
                });
            case Ownership.Unmarked _ -> unmarked(order);
            case Ownership.NotOurs(String message) -> new Refused(Reason.BUCKET_OWNED_BY_ANOTHER, message);
        };
    }

    /** Without a marker it was emptied before, or it is not ours. */
    private BucketOutcome unmarked(Emptying order) {
        return storage.bucket().isEmpty(prefix)
                ? finished(order, true)
                : new Refused(
                        Reason.BUCKET_OWNED_BY_ANOTHER,
                        "bucket " + name() + " has no marker "
                                + ownership.marker().value() + ", so it is not known whose it is; nothing was deleted");
    }

    /** Of a registry that somebody has put below this one, whose images are not ours. */
    private Optional<ObjectKey> markerBelow() {
        BucketLayout layout = new BucketLayout(prefix);
        String name = "/" + new BucketLayout(KeyPrefix.ROOT).marker().value();
        List<ObjectKey> found = new ArrayList<>();
        storage.objects().list(prefix, object -> {
            ObjectKey key = object.key();
            if (key.value().endsWith(name) && !key.equals(ownership.marker()) && layout.kindOf(key) != ObjectKind.TAG) {
                found.add(key);
            }
        });
        return found.stream().findFirst();
    }

    private BucketOutcome notAlone(ObjectKey marker) {
        return new Refused(
                Reason.BUCKET_OWNED_BY_ANOTHER,
                "bucket " + name() + " holds another registry" + place() + ", whose marker is " + marker.value()
                        + "; nothing was deleted: delete that registry first, or this one's images by other means");
    }

    private boolean isUsed() {
        return BucketUsage.count(storage.objects(), prefix).byKind().keySet().stream()
                .anyMatch(EmptyBucket::isPartOfImages);
    }

    private static boolean isPartOfImages(ObjectKind kind) {
        return switch (kind) {
            case MEMBERSHIP, MANIFEST, TAG, REGISTRY_2, OTHER -> true;
            // What nothing names would be swept sooner or later.
            case BLOB_DATA, BLOB_RECORD, REFERRER, UPLOAD, COLLECTION, MARKER -> false;
        };
    }

    private void empty() {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            if (removeObjects() == 0) {
                abortUploads();
                return;
            }
        }
        throw new RegistryException(new Failure.StorageFault(
                "objects appear in bucket " + name() + " while it is emptied: stop what writes there, and try again"));
    }

    private int removeObjects() {
        int[] found = {0};
        List<ObjectInfo> batch = new ArrayList<>();
        storage.objects().list(prefix, object -> {
            if (!object.key().equals(ownership.marker())) {
                found[0]++;
                batch.add(object);
                if (batch.size() == AT_ONCE) {
                    remove(batch);
                }
            }
        });
        remove(batch);
        return found[0];
    }

    private void remove(List<ObjectInfo> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<ObjectKey> keys = batch.stream().map(ObjectInfo::key).toList();
        storage.objects().deleteAll(keys);
        for (ObjectInfo gone : batch) {
            deleted = deleted.plusObject(gone.size());
        }
        batch.clear();
        progress.accept(deleted);
    }

    /** Once: on Storj an upload that was aborted may be listed for a day. */
    private void abortUploads() {
        List<PendingMultipart> uploads = new ArrayList<>();
        storage.objects().listMultiparts(prefix, uploads::add);
        for (PendingMultipart upload : uploads) {
            storage.objects().resumeMultipart(upload.key(), upload.id()).abort();
            deleted = deleted.plusUpload();
        }
        progress.accept(deleted);
    }

    private BucketOutcome finished(Emptying order, boolean mayDelete) {
        if (!storage.bucket().isEmpty(prefix)) {
            return new Refused(
                    Reason.STORAGE_FAULT,
                    "bucket " + name()
                            + " holds objects with names that no registry gives; remove them by other means");
        }
        if (!order.deleteBucket()) {
            return emptied(order, false, "bucket " + name() + " is empty" + place());
        }
        if (!mayDelete) {
            return emptied(
                    order, false, "bucket " + name() + " is empty" + place() + "; it stays, for no registry made it");
        }
        boolean gone = storage.bucket().delete();
        return emptied(
                order,
                gone,
                gone
                        ? "bucket " + name() + " was deleted"
                        : "bucket " + name() + " is empty" + place() + "; it stays, for something else is in it");
    }

    private Emptied emptied(Emptying order, boolean bucketDeleted, String message) {
        return new Emptied(name(), order.owner(), deleted, bucketDeleted, message);
    }

    private String place() {
        return prefix.value().isEmpty() ? "" : " below " + prefix.value();
    }

    private String name() {
        return storage.bucket().name();
    }
}
