package dev.tardigrade.registry.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What some files hold, as of a second ago at most. Where they become unreadable or wrong, the last good content stays in force and the
 * log says so.
 *
 * @param <T> the content; immutable
 */
public final class Watched<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<Path> files;
    private final Reader<T> reader;
    private final InstantSource clock;
    private FileVersions versions;
    private T content;
    private Instant looked;
    private String complaint = "";

    private Watched(List<Path> files, Reader<T> reader, InstantSource clock, FileVersions versions, T content) {
        this.files = List.copyOf(files);
        this.reader = reader;
        this.clock = clock;
        this.versions = versions;
        this.content = content;
        this.looked = clock.instant();
    }

    /**
     * Reads for the first time.
     *
     * @param files and folders of files
     * @throws IOException that says which file is wrong, and how
     */
    public static <T> Watched<T> open(List<Path> files, Reader<T> reader, InstantSource clock) throws IOException {
        // Before reading: what changes meanwhile is then seen as a change.
        FileVersions versions = FileVersions.of(files);
        return new Watched<>(files, reader, clock, versions, reader.read());
    }

    @Override
    public synchronized T get() {
        Instant now = clock.instant();
        if (looked.plus(PERIOD).isAfter(now)) {
            return content;
        }
        looked = now;
        try {
            FileVersions current = FileVersions.of(files);
            if (!current.equals(versions)) {
                content = reader.read();
                versions = current;
                complaint = "";
                LOG.info("read {} again, which has changed", files);
            }
        } catch (IOException e) {
            complain(String.valueOf(e.getMessage()));
        }
        return content;
    }

    /** Once for each thing that is wrong, not once a second. */
    private void complain(String message) {
        if (!complaint.equals(message)) {
            complaint = message;
            LOG.error("what was read before stays in force: {}", message);
        }
    }

    /** Makes something of the files. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * The content of now.
         *
         * @throws IOException that says which file is wrong, and how
         */
        T read() throws IOException;
    }
}
