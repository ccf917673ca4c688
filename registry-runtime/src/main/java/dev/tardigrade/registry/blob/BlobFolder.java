package dev.tardigrade.registry.blob;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bytes of blobs on a local disk. However many readers a blob has while it is not there yet, it is read from the store once, and all of them
 * follow the file while it grows. A file gets its name only when its digest is verified and the disk has it,
 * so a name and a size can be believed after any crash. Holds no authorisation: whoever asks has been let in.
 */
public final class BlobFolder {

    private static final Logger LOG = LoggerFactory.getLogger(BlobFolder.class);
    private static final String FILLING = ".filling";

    private final FolderLimits limits;

    /** Complete files and their sizes; that which was used least lately comes first. */
    private final Map<Digest, Long> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Digest, Fill> filling = new HashMap<>();

    /** Blobs that come from elsewhere than the store: only who has asked for that may read them before they are verified. */
    private final Set<Digest> arriving = new HashSet<>();

    private final UnreadFills unread = new UnreadFills();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private long bytes;

    private BlobFolder(FolderLimits limits) {
        this.limits = limits;
    }

    /** Opens a folder, making it where it is missing. What an earlier process completed is found, what it began is removed. */
    public static BlobFolder open(FolderLimits limits) throws IOException {
        BlobFolder folder = new BlobFolder(limits);
        Files.createDirectories(limits.directory());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(limits.directory())) {
            for (Path file : files) {
                folder.find(file);
            }
        }
        folder.makeRoom(0);
        return folder;
    }

    private void find(Path file) throws IOException {
        String name = file.getFileName().toString();
        Optional<Digest> digest = digest(name);
        if (digest.isPresent()) {
            long size = Files.size(file);
            kept.put(digest.get(), size);
            bytes += size;
        } else if (name.endsWith(FILLING)) {
            Files.deleteIfExists(file);
        }
    }

    private static Optional<Digest> digest(String name) {
        try {
            return Optional.of(Digest.parse(name.replace('-', ':')));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    private Path file(Digest digest) {
        return limits.directory().resolve(digest.algorithm().id() + "-" + digest.hex());
    }

    /** Reads that were served from here, be it while the file grew. */
    public long hits() {
        return hits.get();
    }

    /** Reads that went to the store. */
    public long misses() {
        return misses.get();
    }

    /** Bytes of all files. */
    public synchronized long bytes() {
        return bytes;
    }

    /**
     * Reads a range of a blob. A range of a blob that is not here is read from the store and not kept; the whole of one is kept.
     *
     * @param store reads ranges past this folder
     */
    InputStream open(Digest digest, long size, ByteRange range, FollowingStream.Source store) throws IOException {
        Fill found = find(digest, size, range);
        if (found != null) {
            hits.incrementAndGet();
            return new FollowingStream(found, range, store);
        }
        misses.incrementAndGet();
        Begun begun = range.length() == size ? begin(digest, size) : null;
        if (begun == null) {
            return store.open(range);
        }
        if (begun.first()) {
            start(digest, begun.fill(), store);
        }
        return new FollowingStream(begun.fill(), range, store);
    }

    /** Opens the store here, so that the one who asked is told why it cannot be read. */
    private void start(Digest digest, Fill fill, FollowingStream.Source store) throws IOException {
        try {
            InputStream source = store.open(new ByteRange(0, fill.size() - 1));
            var _ = Thread.ofVirtual().name("fill").start(() -> fill(digest, fill, source));
        } catch (IOException | RuntimeException e) {
            give(digest, fill);
            fill.close();
            fill.close();
            throw e;
        }
    }

    /**
     * A file that is being filled.
     *
     * @param first whether filling it is up to whoever is given this
     */
    private record Begun(Fill fill, boolean first) {}

    private synchronized @Nullable Fill find(Digest digest, long size, ByteRange range) {
        Fill growing = filling.get(digest);
        if (growing != null) {
            boolean near = !arriving.contains(digest) && growing.size() == size && growing.hasReached(range.first());
            return near && growing.use() ? growing : null;
        }
        Long known = kept.get(digest);
        if (known == null) {
            return null;
        }
        try {
            Fill whole = Fill.complete(file(digest));
            if (whole.size() == size) {
                return whole;
            }
            whole.close();
        } catch (IOException e) {
            LOG.warn("a kept blob cannot be read, and is dropped: {}", e.toString());
        }
        drop(digest, known);
        return null;
    }

    private synchronized @Nullable Begun begin(Digest digest, long size) {
        Fill other = filling.get(digest);
        if (other != null) {
            return !arriving.contains(digest) && other.use() ? new Begun(other, false) : null;
        }
        // Another one may have filled it since this one looked.
        Fill whole = find(digest, size, new ByteRange(0, size - 1));
        if (whole != null) {
            return new Begun(whole, false);
        }
        Fill fill = create(digest, size);
        return fill != null && fill.use() ? new Begun(fill, true) : null;
    }

    /** Begins to keep a blob that comes from elsewhere. Empty where it finds no room, or is here already. */
    synchronized Optional<Arrival> receive(Digest digest, long size) {
        if (filling.containsKey(digest) || kept.containsKey(digest)) {
            return Optional.empty();
        }
        Fill fill = create(digest, size);
        if (fill == null) {
            return Optional.empty();
        }
        arriving.add(digest);
        return Optional.of(new Arrival(this, digest, fill));
    }

    /** The end of what was received. */
    void end(Digest digest, Fill fill, boolean whole) {
        try (fill) {
            if (whole) {
                fill.sync();
                keep(digest, fill);
                fill.grow(fill.size());
            } else {
                give(digest, fill);
            }
        } catch (IOException e) {
            LOG.warn("{} was not kept: {}", digest, e.toString());
            give(digest, fill);
        }
    }

    private synchronized @Nullable Fill create(Digest digest, long size) {
        if (size > limits.bytes()) {
            return null;
        }
        makeRoom(size);
        if (bytes + size > limits.bytes()) {
            return null;
        }
        try {
            Fill fill = Fill.create(limits.directory().resolve(UUID.randomUUID() + FILLING), size);
            filling.put(digest, fill);
            bytes += size;
            return fill;
        } catch (IOException e) {
            LOG.warn("no blob can be kept in {}: {}", limits.directory(), e.toString());
            return null;
        }
    }

    private void fill(Digest digest, Fill fill, InputStream from) {
        try (fill;
                InputStream source = from;
                UnreadFills.Watch watch = unread.watch(fill)) {
            fill.run(source, digest, watch);
            fill.sync();
            keep(digest, fill);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} was not kept: {}", digest, e.toString());
            give(digest, fill);
        }
    }

    private synchronized void keep(Digest digest, Fill fill) throws IOException {
        Files.move(fill.file(), file(digest), StandardCopyOption.ATOMIC_MOVE);
        filling.remove(digest);
        arriving.remove(digest);
        kept.put(digest, fill.size());
    }

    private synchronized void give(Digest digest, Fill fill) {
        filling.remove(digest);
        arriving.remove(digest);
        bytes -= fill.size();
        try {
            fill.remove();
        } catch (IOException e) {
            LOG.debug("removed at the next start: {}", e.toString());
        }
        fill.fail();
    }

    /** Drops what was used least lately until so many bytes more find room. */
    private synchronized void makeRoom(long more) {
        Iterator<Map.Entry<Digest, Long>> oldest = kept.entrySet().iterator();
        while (bytes + more > limits.bytes() && oldest.hasNext()) {
            Map.Entry<Digest, Long> victim = oldest.next();
            oldest.remove();
            remove(victim.getKey(), victim.getValue());
        }
    }

    private void drop(Digest digest, long size) {
        kept.remove(digest);
        remove(digest, size);
    }

    private void remove(Digest digest, long size) {
        bytes -= size;
        try {
            Files.deleteIfExists(file(digest));
        } catch (IOException e) {
            LOG.warn("a kept blob cannot be removed: {}", e.toString());
        }
    }
}
