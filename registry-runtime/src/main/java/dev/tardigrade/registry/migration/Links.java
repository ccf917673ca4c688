package dev.tardigrade.registry.migration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.Optional;

/** Reads the files of the old registry that hold a digest and nothing else. */
final class Links {

    /** More than any digest has. */
    private static final int MOST_BYTES = 1024;

    private Links() {}

    /** Where the link leads; empty, and noted as skipped, where it holds no digest. */
    static Optional<Digest> read(ObjectStore store, ObjectKey link, Progress progress) {
        Bytes content = new SmallObjects(store).beginning(link, MOST_BYTES).orElseGet(() -> Bytes.of(new byte[0]));
        try {
            return Optional.of(Digest.parse(new String(content.toArray(), US_ASCII).strip()));
        } catch (RegistryException e) {
            progress.skip(
                    SkipReason.BROKEN_LINK, link, content.size() == 0 ? "it is empty" : String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
