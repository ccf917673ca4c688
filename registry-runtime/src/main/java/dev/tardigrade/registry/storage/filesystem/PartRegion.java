package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A part, and from where on its bytes lie in the upload's data. */
record PartRegion(Part part, long offset) {

    /** Empty where a loss of power has left no more than the name of the file. */
    static Optional<PartRegion> read(Path file) throws IOException {
        String[] words = Files.readString(file).split(" ", -1);
        try {
            int number = Integer.parseInt(file.getFileName().toString());
            var part = new Part(number, new ETag(words[0]), Long.parseLong(words[1]));
            return Optional.of(new PartRegion(part, Long.parseLong(words[2])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    String text() {
        return part.etag().value() + " " + part.size() + " " + offset;
    }

    /** Whether these regions in this order are the data from its start, so that nothing need be copied. */
    static boolean follow(List<PartRegion> regions) {
        long end = 0;
        for (PartRegion region : regions) {
            if (region.offset != end) {
                return false;
            }
            end += region.part.size();
        }
        return true;
    }
}
