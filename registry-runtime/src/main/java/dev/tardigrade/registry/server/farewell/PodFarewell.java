package dev.tardigrade.registry.server.farewell;

import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.bucket.TerminationMessage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process with what it says as the container's termination message, once for each reason. The kubelet starts it again, and then it goes
 * on, as it would have without. A mark in a folder that outlives the container remembers that; it is forgotten when the storage is there an hour
 * later or more, so that a storage that comes and goes never makes the kubelet wait long before a start.
 */
public final class PodFarewell implements Farewell {

    /** The kubelet's waits begin anew after ten minutes without a restart. */
    static final Duration MEMORY = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(PodFarewell.class);

    private final Path message;
    private final Path folder;
    private final InstantSource clock;
    private final Runnable end;

    PodFarewell(Path message, Path folder, InstantSource clock, Runnable end) {
        this.message = message;
        this.folder = folder;
        this.clock = clock;
        this.end = end;
    }

    /**
     * For this process, where a pod has it and keeps its temporary files when the container is started again; else {@link Farewell#NONE}.
     *
     * @param environment of the process
     * @param end ends the process; called in a thread of its own
     */
    public static Farewell of(Map<String, String> environment, InstantSource clock, Runnable end) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return TerminationMessage.file(environment)
                .filter(_ -> isVolume(folder))
                .<Farewell>map(message -> new PodFarewell(message, folder, clock, end))
                .orElse(Farewell.NONE);
    }

    /** Whether it is on another file system than the image. */
    private static boolean isVolume(Path folder) {
        try {
            return !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(Path.of("/"), "unix:dev"));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("where {} lies is not known", folder, e);
            return false;
        }
    }

    @Override
    public void say(Refused refused) {
        try {
            Files.createFile(mark(refused.reason()));
            TerminationMessage.write(refused, message);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            LOG.warn("cannot tell the pod what is wrong with the storage", e);
            return;
        }
        LOG.error("{}; ending once for the pod to tell so", refused.message());
        Thread.ofPlatform().name("farewell").start(end);
    }

    @Override
    public void storageIsThere() {
        for (Reason reason : Reason.values()) {
            try {
                forget(mark(reason));
            } catch (IOException e) {
                LOG.warn("cannot forget {}", reason.word(), e);
            }
        }
    }

    private void forget(Path mark) throws IOException {
        if (Files.exists(mark)
                && Files.getLastModifiedTime(mark).toInstant().plus(MEMORY).isBefore(clock.instant())) {
            Files.deleteIfExists(mark);
        }
    }

    private Path mark(Reason reason) {
        return folder.resolve("registry-ended-" + reason.word());
    }
}
