package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.PartBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the parts of one object to the store, behind the back of the client that sends the next ones. For one thread at a time. */
final class PartPipeline {

    private static final Logger LOG = LoggerFactory.getLogger(PartPipeline.class);

    /** One on its way while another one is being acknowledged; more would not make a client faster that sends one blob. */
    private static final int IN_FLIGHT = 2;

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final MultipartUpload upload;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final ConcurrentLinkedQueue<Part> stored = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<RegistryException>> failure = new AtomicReference<>(Optional.empty());
    private int parts;

    PartPipeline(MultipartUpload upload) {
        this(upload, List.of());
    }

    /** @param before parts that are stored already, numbered from 1 on */
    PartPipeline(MultipartUpload upload, List<Part> before) {
        this.upload = upload;
        this.stored.addAll(before);
        this.parts = before.size();
    }

    MultipartId id() {
        return upload.id();
    }

    /** Whether a part could not be stored; then the object cannot be completed any more. */
    boolean hasFailed() {
        return failure.get().isPresent();
    }

    /**
     * Sends a part; waits while two are on their way. Closes it in any case.
     *
     * @throws RegistryException where an earlier part could not be stored, or with {@link Failure.TooLarge} where there can be no more parts
     */
    void send(PartBuffer part) {
        try {
            requireFewer();
        } catch (RegistryException e) {
            part.close();
            throw e;
        }
        room.acquireUninterruptibly();
        int number = ++parts;
        Thread.ofVirtual().name("part-" + number).start(() -> store(number, part));
        failure.get().ifPresent(PartPipeline::rethrow);
    }

    private void requireFewer() {
        if (parts == MultipartUpload.MAX_PARTS) {
            throw new RegistryException(new Failure.TooLarge(
                    "the blob has more parts than the " + MultipartUpload.MAX_PARTS + " that one object may have"));
        }
    }

    /**
     * Stores a part, after those that are under way, and leaves it open.
     *
     * @throws RegistryException where it could not be stored; that part, or another one in its place, can be sent then
     */
    void put(PartBuffer part) {
        requireFewer();
        settle();
        stored.add(upload.put(parts + 1, part.content()));
        parts++;
    }

    private void store(int number, PartBuffer part) {
        try (part) {
            if (!hasFailed()) {
                stored.add(upload.put(number, part.content()));
            }
        } catch (RegistryException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            // Nobody waits for this thread: what ends it unnoticed would leave a hole in the object.
            LOG.error("part {} of an upload could not be stored", number, e);
            fail(lost(number, e));
        } finally {
            room.release();
        }
    }

    /** The first failure counts: it is the cause of later ones. */
    private void fail(RegistryException e) {
        failure.compareAndSet(Optional.empty(), Optional.of(e));
    }

    private static RegistryException lost(int number, Throwable cause) {
        return new RegistryException(
                new Failure.StorageUnavailable(
                        "part " + number + " of the upload could not be stored: " + cause, RETRY),
                cause);
    }

    /**
     * Waits for all parts and makes the object visible.
     *
     * @throws RegistryException where one of them could not be stored; the object is not visible then
     */
    void complete() {
        settle();
        List<Part> inOrder = new ArrayList<>(stored);
        inOrder.sort(Comparator.comparingInt(Part::number));
        // The key is this upload's own: what is there already can only be this object, completed by a call whose answer
        // was lost.
        PutOutcome _ = upload.complete(inOrder, PutMode.CREATE);
    }

    /** Waits for the parts under way. Throws where one of them could not be stored. */
    void settle() {
        await();
        failure.get().ifPresent(PartPipeline::rethrow);
    }

    /** Waits for the parts under way and drops all. */
    void abort() {
        await();
        upload.abort();
    }

    /** Waits for the parts under way, whatever becomes of them. */
    void await() {
        room.acquireUninterruptibly(IN_FLIGHT);
        room.release(IN_FLIGHT);
    }

    private static void rethrow(RegistryException first) {
        throw new RegistryException(first.failure(), first);
    }
}
