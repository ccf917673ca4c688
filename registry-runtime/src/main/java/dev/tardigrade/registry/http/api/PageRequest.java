package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.math.BigInteger;
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

    /** That part of what follows {@link #last} in the list. */
    Page of(Stream<String> following) {
        List<String> found = following.limit(size + 1L).toList();
        List<String> items = found.subList(0, Math.min(size, found.size()));
        boolean more = found.size() > size && !items.isEmpty();
        return new Page(items, more ? Optional.of(items.getLast()) : Optional.empty());
    }
}
