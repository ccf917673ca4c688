package dev.tardigrade.registry.storage.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parts lie one behind the other in one file, in the order in which they began to arrive, which mostly is theirs: then completing is a rename.
 * Each part has a small file with its place, written after its bytes.
 *
 * <p>Only completing waits for the disk, once for all: parts outlive this process, but not a loss of power, after which some are missing or
 * hold other bytes. Who goes on with an upload then finds a gap, or another digest.
 */
final class FileMultipartUpload implements MultipartUpload {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

    private final PendingFolders pending;
    private final FileFailures failures;
    private final ObjectKey key;
    private final MultipartId id;

    FileMultipartUpload(PendingFolders pending, FileFailures failures, ObjectKey key, MultipartId id) {
        this.pending = pending;
        this.failures = failures;
        this.key = key;
        this.id = id;
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public MultipartId id() {
        return id;
    }

    @Override
    public Part put(int number, Content content) {
        Part.checkNumber(number);
        return failures.guard(() -> {
            Path folder = folder();
            try {
                return put(folder, number, content);
            } catch (NoSuchFileException e) {
                folder();
                throw e;
            }
        });
    }

    private Part put(Path folder, int number, Content content) throws IOException {
        Path data = PendingFolders.data(folder);
        long offset = Reservation.take(data, folder.resolve("reserved"), content.size());
        try (var file = DurableFile.change(data)) {
            file.write(content, offset);
        }
        var part = new Part(number, Trailer.create(Optional.empty()).etag(), content.size());
        Path record = pending.temporary().newName();
        try (var file = DurableFile.create(record)) {
            file.write(ByteBuffer.wrap(new PartRegion(part, offset).text().getBytes(US_ASCII)), 0);
        }
        try {
            Files.move(record, folder.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(record);
        }
        return part;
    }

    private Path folder() throws IOException {
        target();
        return pending.folder(id);
    }

    private PendingFolders.Target target() throws IOException {
        return PendingFolders.target(pending.folder(id))
                .filter(target -> target.key().equals(key))
                .orElseThrow(() -> FileFailures.fault("no such multipart upload of " + key.value()));
    }

    @Override
    public List<Part> parts() {
        return failures.guard(
                () -> regions(folder()).stream().map(PartRegion::part).toList());
    }

    private static List<PartRegion> regions(Path folder) throws IOException {
        var regions = new ArrayList<PartRegion>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> NUMBER.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                PartRegion.read(file).ifPresent(regions::add);
            }
        }
        regions.sort(Comparator.comparingInt(region -> region.part().number()));
        return regions;
    }

    @Override
    public PutOutcome complete(List<Part> parts, PutMode mode) {
        return failures.guard(() -> {
            PendingFolders.Target target = target();
            Path folder = folder();
            List<PartRegion> wanted = check(parts, regions(folder));
            Trailer trailer = Trailer.create(target.contentType());
            boolean published = PartRegion.follow(wanted)
                    ? publishData(folder, wanted, trailer, mode)
                    : publishCopy(folder, wanted, trailer, mode);
            if (!published) {
                return new PutOutcome.AlreadyExists();
            }
            pending.end(id);
            return new PutOutcome.Stored(trailer.etag());
        });
    }

    private List<PartRegion> check(List<Part> parts, List<PartRegion> stored) {
        Map<Part, PartRegion> known = stored.stream().collect(Collectors.toMap(PartRegion::part, Function.identity()));
        int before = 0;
        for (Part part : parts) {
            if (!known.containsKey(part) || part.number() <= before) {
                throw FileFailures.fault(
                        "no part " + part.number() + " like this, or not in order, for " + key.value());
            }
            if (part.size() < MIN_PART_SIZE && !part.equals(parts.getLast())) {
                throw FileFailures.fault("part " + part.number() + " is too small for " + key.value());
            }
            before = part.number();
        }
        return parts.stream().map(known::get).toList();
    }

    private boolean publishData(Path folder, List<PartRegion> wanted, Trailer trailer, PutMode mode)
            throws IOException {
        Path data = PendingFolders.data(folder);
        try (var file = DurableFile.change(data)) {
            file.finish(trailer, size(wanted));
        }
        return pending.temporary().publish(data, key, mode);
    }

    private boolean publishCopy(Path folder, List<PartRegion> wanted, Trailer trailer, PutMode mode)
            throws IOException {
        Path copy = pending.temporary().newName();
        try (var file = DurableFile.create(copy);
                var data = FileChannel.open(PendingFolders.data(folder), StandardOpenOption.READ)) {
            long at = 0;
            for (PartRegion region : wanted) {
                file.copy(data, region.offset(), region.part().size(), at);
                at += region.part().size();
            }
            file.finish(trailer, at);
            return pending.temporary().publish(copy, key, mode);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static long size(List<PartRegion> regions) {
        return regions.stream().mapToLong(region -> region.part().size()).sum();
    }

    @Override
    public void abort() {
        failures.run(() -> pending.end(id));
    }
}
