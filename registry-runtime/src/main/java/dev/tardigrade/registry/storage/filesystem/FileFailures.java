package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;

/** What errors of the file system mean for the registry. The JDK has no types for most, only the system's words. */
final class FileFailures {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Folders folders;

    FileFailures(Folders folders) {
        this.folders = folders;
    }

    /** Something that the file system may refuse. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** The same without a result. */
    interface Step {
        void run() throws IOException;
    }

    <T> T guard(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw of(e);
        }
    }

    void run(Step step) {
        guard(() -> {
            step.run();
            return true;
        });
    }

    RegistryException of(IOException cause) {
        return new RegistryException(failure(cause), cause);
    }

    static RegistryException fault(String message) {
        return new RegistryException(new Failure.StorageFault(message));
    }

    private Failure failure(IOException cause) {
        String words = words(cause);
        if (!Files.isDirectory(folders.root())) {
            return new Failure.BucketMissing(
                    "folder " + folders.root() + " is not there; make it with `registry bucket ensure`, or mount it");
        }
        if (cause instanceof AccessDeniedException || words.contains("Read-only file system")) {
            return new Failure.StorageDenied("folder " + folders.root() + " refuses access: " + cause
                    + "; give the registry's user the right to write there");
        }
        if (words.contains("No space left") || words.contains("quota exceeded")) {
            return new Failure.StorageFull("folder " + folders.root() + " is full; enlarge it: what is deleted"
                    + " makes room only when garbage has been collected");
        }
        if (words.contains("File name too long")) {
            return new Failure.StorageFault("the file system has no names as long as this: " + cause.getMessage());
        }
        return new Failure.StorageUnavailable("folder " + folders.root() + " fails: " + cause, RETRY_AFTER);
    }

    private static String words(IOException cause) {
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        return Objects.requireNonNullElse(reason, "");
    }
}
