package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one part of an upload, from when they come in until the store has them. They lie in segments of the pool or, where that is used
 * up, in a spool file. For one thread at a time; but who has given it up and who drops what was not published may close it both at once.
 */
public final class PartBuffer implements AutoCloseable {

    private final PartBuffers plan;
    private final long fullBytes;
    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable SpoolFile spool;
    private long size;

    PartBuffer(PartBuffers plan, long fullBytes) {
        this.plan = plan;
        this.fullBytes = fullBytes;
    }

    /** Size at which it is full. */
    long capacity() {
        return fullBytes;
    }

    /** Why filling has ended. */
    public enum Filled {
        /** The part is as large as it gets: full, or cut because memory is short. Store it, and go on with another. */
        CUT,
        /** {@code in} has no more bytes for now. */
        SOURCE_ENDED
    }

    /**
     * Reads {@code in} until it ends or the part is to be stored. What was read before a failure is in the buffer.
     *
     * @throws IOException of {@code in}
     * @throws dev.tardigrade.registry.model.RegistryException with {@code StorageUnavailable} where the spool folder fails, with
     *     {@code Overloaded} where it is full
     */
    public Filled fill(InputStream in) throws IOException {
        while (size < fullBytes) {
            Optional<Piece> room = room();
            if (room.isEmpty()) {
                return Filled.CUT;
            }
            int count = room.get().readFrom(in, (int) Math.min(Integer.MAX_VALUE, fullBytes - size));
            if (count < 0) {
                return Filled.SOURCE_ENDED;
            }
            size += count;
        }
        return Filled.CUT;
    }

    private Optional<Piece> room() {
        if (!pieces.isEmpty() && !pieces.getLast().isFull()) {
            return Optional.of(pieces.getLast());
        }
        boolean mayCut = size >= plan.cutBytes();
        // Who has waited once in this part need not again: while slow clients hold the pool that would starve a fast
        // one.
        boolean waits = !mayCut && spool == null;
        Optional<Piece> next =
                plan.pool().take(waits ? plan.patience() : Duration.ZERO).map(MemoryPiece::new);
        if (next.isEmpty() && !mayCut) {
            next = Optional.of(new SpooledPiece(spool()));
        }
        next.ifPresent(pieces::add);
        return next;
    }

    private SpoolFile spool() {
        SpoolFile file = spool;
        if (file == null) {
            file = SpoolFile.open(plan.spool());
            spool = file;
        }
        return file;
    }

    /** To be called when no more bytes are expected for a while: moves them to the spool file where the pool is short and there is room for all. */
    public void park() {
        List<MemoryPiece> inMemory = pieces.stream()
                .filter(MemoryPiece.class::isInstance)
                .map(MemoryPiece.class::cast)
                .toList();
        long bytes = inMemory.stream().mapToLong(Piece::size).sum();
        if (inMemory.isEmpty() || !plan.pool().isShort() || !plan.spool().hasRoom(bytes)) {
            return;
        }
        // Others park at the same time: who found the spool full half way would have to be given up.
        if (!spool().reserve(bytes)) {
            return;
        }
        for (int i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case MemoryPiece piece -> {
                    pieces.set(i, SpooledPiece.of(spool(), piece));
                    plan.pool().give(piece.segment());
                }
                case SpooledPiece _ -> {}
            }
        }
    }

    /** Whether it has bytes on the disk. */
    public boolean isSpooled() {
        return spool != null && spool.size() > 0;
    }

    public long size() {
        return size;
    }

    /** The bytes so far; good until the buffer is closed, filled or parked. */
    public Content content() {
        return new PiecesContent(List.copyOf(pieces), size);
    }

    /** Gives the memory back, once: a segment that is given back twice would be lent to two uploads. */
    @Override
    public synchronized void close() {
        for (Piece piece : pieces) {
            switch (piece) {
                case MemoryPiece memory -> plan.pool().give(memory.segment());
                case SpooledPiece _ -> {}
            }
        }
        pieces.clear();
        size = 0;
        if (spool != null) {
            spool.close();
            spool = null;
        }
    }
}
