package dev.tardigrade.registry.storage.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore.PendingMultipart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The folders of multipart uploads. One appears and vanishes in one step, by its name. */
final class PendingFolders {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ENDED = ".ended";
    private static final String STARTING = ".starting";

    private final Folders folders;
    private final TemporaryFiles temporary;

    PendingFolders(Folders folders, TemporaryFiles temporary) {
        this.folders = folders;
        this.temporary = temporary;
    }

    /** What an upload is for. */
    record Target(ObjectKey key, Optional<MediaType> contentType, Instant started) {}

    TemporaryFiles temporary() {
        return temporary;
    }

    MultipartId start(ObjectKey key, Optional<MediaType> contentType) throws IOException {
        String id = UUID.randomUUID().toString();
        temporary.makeFolder(folders.multiparts());
        Path starting = Files.createDirectory(folders.multiparts().resolve(id + STARTING));
        Files.createFile(data(starting));
        String text = key.value() + "\n" + contentType.map(MediaType::value).orElse("");
        try (var file = DurableFile.create(description(starting))) {
            file.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), 0);
        }
        Files.move(starting, folders.multiparts().resolve(id), StandardCopyOption.ATOMIC_MOVE);
        return new MultipartId(id);
    }

    Path folder(MultipartId id) {
        if (!ID.matcher(id.value()).matches()) {
            throw FileFailures.fault("no such multipart upload");
        }
        return folders.multiparts().resolve(id.value());
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    private static Path description(Path folder) {
        return folder.resolve("upload");
    }

    /** Reads what the upload is for, or empty where it has ended. */
    static Optional<Target> target(Path folder) throws IOException {
        try {
            Path file = description(folder);
            List<String> lines = List.of(Files.readString(file).split("\n", -1));
            if (lines.size() != 2 || Files.notExists(data(folder))) {
                return Optional.empty();
            }
            Optional<MediaType> type =
                    Optional.of(lines.getLast()).filter(text -> !text.isEmpty()).map(MediaType::new);
            return Optional.of(new Target(
                    new ObjectKey(lines.getFirst()),
                    type,
                    Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void list(KeyPrefix prefix, Consumer<PendingMultipart> each) throws IOException {
        if (Files.notExists(folders.multiparts()) && Files.exists(folders.root())) {
            return;
        }
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(folders.multiparts())) {
            for (Path folder : uploads) {
                String id = folder.getFileName().toString();
                Optional<Target> target = ID.matcher(id).matches() ? target(folder) : Optional.empty();
                target.filter(it -> it.key().value().startsWith(prefix.value()))
                        .ifPresent(
                                it -> each.accept(new PendingMultipart(it.key(), new MultipartId(id), it.started())));
            }
        }
    }

    void end(MultipartId id) throws IOException {
        Path folder = folder(id);
        Path ended = folders.multiparts().resolve(id.value() + ENDED);
        try {
            Files.move(folder, ended, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
        delete(ended);
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Removes what starts and ends that broke off before {@code limit} left behind, not uploads. Gives up quietly. */
    void sweep(Instant limit) {
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(folders.multiparts())) {
            for (Path folder : uploads) {
                boolean isUpload = ID.matcher(folder.getFileName().toString()).matches()
                        && target(folder).isPresent();
                if (!isUpload && Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            // The next start tries again.
        }
    }
}
