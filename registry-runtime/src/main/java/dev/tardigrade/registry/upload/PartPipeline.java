package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.MultipartUpload;
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

/** Sends the parts of one object to the store, behind the back of the client that sends the next ones. For one thread at a time. */
final class PartPipeline {

    /** One on its way while another one is being acknowledged; more would not make a client faster that sends one blob. */
    private static final int IN_FLIGHT = 2;

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final MultipartUpload upload;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final ConcurrentLinkedQueue<Part> stored = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<RegistryException>> failure = new AtomicReference<>(Optional.empty());
    private int parts;

    PartPipeline(MultipartUpload upload) {
        this.upload = upload;
    }

    /**
     * Sends a part; waits while two are on their way. Closes it in any case.
     *
     * @throws RegistryException where an earlier part could not be stored
     */
    void send(PartBuffer part) {
        room.acquireUninterruptibly();
        int number = ++parts;
        Thread.ofVirtual().name("part-" + number).start(() -> store(number, part));
        failure.get().ifPresent(PartPipeline::rethrow);
    }

    private void store(int number, PartBuffer part) {
        try (part) {
            if (failure.get().isEmpty()) {
                stored.add(upload.put(number, part.content()));
            }
        } catch (RegistryException e) {
            failure.set(Optional.of(e));
        } catch (RuntimeException | Error e) {
            // Nobody waits for this thread: what ends it unnoticed would leave a hole in the object.
            failure.set(Optional.of(lost(number, e)));
        } finally {
            room.release();
        }
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
        failure.get().ifPresent(PartPipeline::rethrow);
        List<Part> inOrder = new ArrayList<>(stored);
        inOrder.sort(Comparator.comparingInt(Part::number));
        // The key is this upload's own: what is there already can only be this object, completed by a call whose answer
        // was lost.
        PutOutcome _ = upload.complete(inOrder, PutMode.CREATE);
    }

    /** Waits for the parts under way and drops all. */
    void abort() {
        settle();
        upload.abort();
    }

    private void settle() {
        room.acquireUninterruptibly(IN_FLIGHT);
        room.release(IN_FLIGHT);
    }

    private static void rethrow(RegistryException first) {
        throw new RegistryException(first.failure(), first);
    }
}
