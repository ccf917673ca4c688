package dev.tardigrade.registry.upload.sweep;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.ObjectStore.PendingMultipart;
import dev.tardigrade.registry.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what uploads have left in the bucket that nobody has gone on with for long: journals, notes of takeovers, multipart uploads, and
 * objects that were completed but never published.
 *
 * <p>Any number of processes may do so at a time, and while uploads go on anywhere: whoever has an upload open writes its journal again before
 * it grows old, and who takes one over notes that first. Each of these is looked for after the journal is gone and before anything else goes.
 */
public final class UploadSweep {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);

    private final ObjectStore store;
    private final BucketLayout layout;
    private final Uploads uploads;
    private final OrphanedData orphans;
    private final Duration age;
    private final Clock clock;

    /** @param age of what is swept */
    public UploadSweep(ObjectStore store, BucketLayout layout, Uploads uploads, Duration age, Clock clock) {
        this.store = store;
        this.layout = layout;
        this.uploads = uploads;
        this.orphans = new OrphanedData(store, layout);
        this.age = age;
        this.clock = clock;
    }

    /**
     * What was swept.
     *
     * @param journals of uploads that nobody has gone on with
     * @param multiparts that were neither completed nor dropped
     * @param objects that no blob consists of
     */
    public record Swept(int journals, int multiparts, int objects) {}

    /**
     * Sweeps once.
     *
     * @param dry only counts
     */
    public Swept run(boolean dry) {
        Instant before = clock.instant().minus(age);
        Map<UploadId, Instant> journals = journals();
        List<PendingMultipart> multiparts = new ArrayList<>();
        store.listMultiparts(layout.root(), upload -> {
            if (upload.started().isBefore(before) && !isLive(layout.uploadAt(upload.key()), journals, before)) {
                multiparts.add(upload);
            }
        });
        List<UploadId> old = journals.entrySet().stream()
                .filter(journal -> !isLive(Optional.of(journal.getKey()), journals, before))
                .map(Map.Entry::getKey)
                .toList();
        OrphanedData.Found found = orphans.find(before, upload -> isLive(Optional.of(upload), journals, before));
        Swept swept = new Swept(old.size(), multiparts.size(), found.orphans().size());
        if (!dry) {
            old.forEach(upload -> store.delete(layout.uploadJournal(upload)));
            multiparts.forEach(upload -> abort(upload, before));
            if (!found.orphans().isEmpty()) {
                store.deleteAll(found.orphans());
            }
            orphans.judged(found.judgedUntil());
            removeNotes(before);
        }
        LOG.info("{}, from before {}: {}", dry ? "would sweep" : "swept", before, swept);
        return swept;
    }

    /** When each journal was last written. */
    private Map<UploadId, Instant> journals() {
        Map<UploadId, Instant> found = new HashMap<>();
        store.listDirectory(
                layout.uploads(),
                journal -> layout.journalAt(journal.key()).ifPresent(id -> found.put(id, journal.lastModified())),
                _ -> {});
        return found;
    }

    private boolean isLive(Optional<UploadId> upload, Map<UploadId, Instant> journals, Instant before) {
        return upload.filter(id -> uploads.isOpen(id)
                        || !journals.getOrDefault(id, Instant.MIN).isBefore(before))
                .isPresent();
    }

    private void abort(PendingMultipart pending, Instant before) {
        Optional<UploadId> upload = layout.uploadAt(pending.key());
        if (upload.isPresent() && isTaken(upload.get(), before)) {
            LOG.info("upload {} is gone on with in this moment", upload.get());
            return;
        }
        store.resumeMultipart(pending.key(), pending.id()).abort();
    }

    private boolean isTaken(UploadId upload, Instant before) {
        return store.head(layout.uploadJournal(upload)).isPresent()
                || notes(layout.uploadTakeovers(upload)).stream()
                        .anyMatch(note -> !note.lastModified().isBefore(before));
    }

    private List<ObjectInfo> notes(KeyPrefix folder) {
        List<ObjectInfo> notes = new ArrayList<>();
        store.listDirectory(folder, notes::add, _ -> {});
        return notes;
    }

    private void removeNotes(Instant before) {
        List<KeyPrefix> folders = new ArrayList<>();
        store.listDirectory(layout.uploads(), _ -> {}, folders::add);
        List<ObjectKey> old = folders.stream()
                .flatMap(folder -> notes(folder).stream())
                .filter(note -> note.lastModified().isBefore(before))
                .map(ObjectInfo::key)
                .toList();
        if (!old.isEmpty()) {
            store.deleteAll(old);
        }
    }
}
