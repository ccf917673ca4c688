package dev.tardigrade.registry.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link PasswordFile} that follows its file. Where that becomes unreadable, the last good content stays in force and the log says so. */
public final class PasswordFileWatch implements Supplier<PasswordFile> {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordFileWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Path file;
    private final InstantSource clock;
    private Version version;
    private PasswordFile content;
    private Instant looked;

    private PasswordFileWatch(Path file, InstantSource clock, Version version, PasswordFile content) {
        this.file = file;
        this.clock = clock;
        this.version = version;
        this.content = content;
        this.looked = clock.instant();
    }

    /**
     * Reads the file for the first time.
     *
     * @throws IOException that says what is wrong with it
     */
    public static PasswordFileWatch open(Path file, InstantSource clock) throws IOException {
        Version version = Version.of(file);
        return new PasswordFileWatch(file, clock, version, read(file));
    }

    @Override
    public synchronized PasswordFile get() {
        Instant now = clock.instant();
        if (looked.plus(PERIOD).isAfter(now)) {
            return content;
        }
        looked = now;
        try {
            Version current = Version.of(file);
            if (!current.equals(version)) {
                content = read(file);
                version = current;
                LOG.info("read {} again, which has changed", file);
            }
        } catch (IOException e) {
            LOG.warn("the users stay as they were: {}", e.getMessage());
        }
        return content;
    }

    private static PasswordFile read(Path file) throws IOException {
        try {
            return PasswordFile.parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static IOException unreadable(Path file, IOException e) {
        return new IOException(file + " cannot be read: it must be a text file that this user may read", e);
    }

    private record Version(FileTime modified, long size) {

        static Version of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Version(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }
}
