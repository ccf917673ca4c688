package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.GoDuration;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.config.settings.StorageSettings;
import dev.tardigrade.registry.config.settings.UploadPurging;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code storage}, whose driver is the one key of it that is named so. */
final class StorageReader {

    private static final KeyPath STORAGE = KeyPath.of("storage");
    private static final KeyPath FILESYSTEM = STORAGE.child("filesystem");
    private static final KeyPath S3 = STORAGE.child("s3");

    /** Drivers of {@code registry:2}; that they are not supported is said elsewhere. */
    private static final List<Key> NOT_SUPPORTED =
            List.of(Key.STORAGE_AZURE, Key.STORAGE_GCS, Key.STORAGE_OSS, Key.STORAGE_S3AWS, Key.STORAGE_SWIFT);

    private final Settings settings;

    StorageReader(Settings settings) {
        this.settings = settings;
    }

    /** Null if a problem was found without which there is no backend. */
    @Nullable StorageSettings read() {
        StorageBackend backend = backend();
        boolean delete = settings.flag(Key.STORAGE_DELETE_ENABLED, false);
        boolean readOnly = settings.flag(Key.STORAGE_MAINTENANCE_READONLY_ENABLED, false);
        UploadPurging purging = purging();
        boolean redirects = !settings.flag(Key.STORAGE_REDIRECT_DISABLE, true);
        if (redirects && backend instanceof StorageBackend.S3 s3 && s3.isOnThisMachine()) {
            settings.warning(
                    Key.STORAGE_REDIRECT_DISABLE,
                    "sends clients to storage.s3.regionendpoint, which those on other machines cannot reach");
        }
        return backend == null ? null : new StorageSettings(backend, delete, readOnly, purging, redirects);
    }

    private UploadPurging purging() {
        UploadPurging usual = UploadPurging.DEFAULT;
        return new UploadPurging(
                settings.flag(Key.STORAGE_MAINTENANCE_UPLOADPURGING_ENABLED, usual.enabled()),
                settings.value(Key.STORAGE_MAINTENANCE_UPLOADPURGING_AGE, usual.age(), StorageReader::some),
                settings.value(Key.STORAGE_MAINTENANCE_UPLOADPURGING_INTERVAL, usual.interval(), StorageReader::some),
                settings.flag(Key.STORAGE_MAINTENANCE_UPLOADPURGING_DRYRUN, usual.dryRun()));
    }

    private static Duration some(Node.Scalar written) {
        Duration time = GoDuration.parse(written.text());
        if (!time.isPositive()) {
            throw new IllegalArgumentException("must be longer than no time; to switch it off, set enabled to false");
        }
        return time;
    }

    private @Nullable StorageBackend backend() {
        List<KeyPath> drivers = Stream.concat(
                        Stream.of(FILESYSTEM, Key.STORAGE_INMEMORY.path(), S3),
                        NOT_SUPPORTED.stream().map(Key::path))
                .filter(settings::mentions)
                .toList();
        if (drivers.isEmpty()) {
            settings.problem(
                    STORAGE,
                    "no storage is configured: set storage.s3.bucket and its like, or storage.filesystem.rootdirectory");
        } else if (drivers.size() > 1) {
            settings.problem(
                    drivers.getLast(),
                    "only one of " + drivers.stream().map(KeyPath::toString).collect(Collectors.joining(", "))
                            + " can hold the content: remove the others, or choose by "
                            + STORAGE.variable() + "=" + drivers.getLast().last());
        }
        return one(drivers);
    }

    private @Nullable StorageBackend one(List<KeyPath> drivers) {
        StorageBackend s3 = drivers.contains(S3) ? new S3Reader(settings).read() : null;
        StorageBackend filesystem = drivers.contains(FILESYSTEM) ? filesystem() : null;
        StorageBackend memory = drivers.contains(Key.STORAGE_INMEMORY.path()) ? memory() : null;
        return s3 != null ? s3 : filesystem != null ? filesystem : memory;
    }

    private StorageBackend filesystem() {
        return new StorageBackend.Filesystem(
                settings.value(Key.STORAGE_FILESYSTEM_ROOTDIRECTORY, Path.of("/var/lib/registry"), Settings::path));
    }

    private StorageBackend memory() {
        settings.takesNoKeys(Key.STORAGE_INMEMORY);
        return new StorageBackend.InMemory();
    }
}
