package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts that a process which has ended got into the store.
 *
 * @param parts numbered from 1 on, without a gap
 */
record StoredParts(List<Part> parts) {

    StoredParts {
        parts = List.copyOf(parts);
    }

    /**
     * Asks the store. Two parts may have been on their way: where the second one arrived and the first one did not, there is no going on, for
     * what is stored cannot be left out when the object is completed.
     *
     * @throws RegistryException with {@link Failure.UploadUnknown} where there is a gap, or the upload is gone
     */
    static StoredParts of(MultipartUpload upload) {
        List<Part> parts;
        try {
            parts = upload.parts().stream()
                    .sorted(Comparator.comparingInt(Part::number))
                    .toList();
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                throw unknown("this upload has ended", e);
            }
            throw e;
        }
        if (!parts.isEmpty() && parts.getLast().number() != parts.size()) {
            throw unknown("a part of this upload was lost; begin it again", null);
        }
        return new StoredParts(parts);
    }

    long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    private static RegistryException unknown(String message, @Nullable Throwable cause) {
        Failure failure = new Failure.UploadUnknown(message);
        return cause == null ? new RegistryException(failure) : new RegistryException(failure, cause);
    }
}
