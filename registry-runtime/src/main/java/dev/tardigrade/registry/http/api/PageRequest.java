package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.LargeObjects;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which part of a sorted list a client asks for (OCI distribution spec, "Listing Tags").
 *
 * @param size number of entries at most
 * @param last entry that the client has seen
 */
record PageRequest(int size, Optional<String> last) {

    /** Of entries, also where a client asks for more, or does not say. */
    private static final int MAX = 10_000;

    /** Of an entry, beside its name, which is held as it was read and as it is sent. */
    private static final int ENTRY_BYTES = 96;

    private static final int LONGEST_NAME = 255;

    /** Reads {@code n} and {@code last}. Throws {@link Failure.RequestInvalid} where {@code n} is no number. */
    static PageRequest parse(QueryParameters query) {
        return new PageRequest(query.single("n").map(PageRequest::size).orElse(MAX), query.single("last"));
    }

    private static int size(String n) {
        if (!n.matches("\\d+")) {
            throw new RegistryException(new Failure.RequestInvalid("n is not a number of entries"));
        }
        return new BigInteger(n).min(BigInteger.valueOf(MAX)).intValue();
    }

    /** That part of what follows {@link #last} in the list. A long one takes room, see {@link LargeObjects#reserveHere}. */
    Page of(Stream<String> following) {
        List<String> found = new ArrayList<>();
        long bytes = 0;
        for (Iterator<String> names = following.limit(size + 1L).iterator(); names.hasNext(); ) {
            String name = names.next();
            bytes += ENTRY_BYTES + 2L * name.length();
            if (bytes > LargeObjects.SMALL_BYTES) {
                LargeObjects.reserveHere((size + 1L) * (ENTRY_BYTES + 2 * LONGEST_NAME));
            }
            found.add(name);
        }
        List<String> items = found.subList(0, Math.min(size, found.size()));
        boolean more = found.size() > size && !items.isEmpty();
        return new Page(items, more ? Optional.of(items.getLast()) : Optional.empty());
    }
}
