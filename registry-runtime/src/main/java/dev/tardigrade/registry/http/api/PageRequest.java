package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
        if (!n.matches("\\d{1,9}")) {
            throw new RegistryException(new Failure.RequestInvalid("n is not a number of entries"));
        }
        return Math.min(MAX, Integer.parseInt(n));
    }

    /** That part of a list in ASCII order. */
    Page of(List<String> sorted) {
        int start = last.map(entry -> after(sorted, entry)).orElse(0);
        int end = Math.min(sorted.size(), start + size);
        List<String> items = sorted.subList(start, end);
        boolean more = end < sorted.size() && !items.isEmpty();
        return new Page(items, more ? Optional.of(items.getLast()) : Optional.empty());
    }

    private static int after(List<String> sorted, String entry) {
        int found = Collections.binarySearch(sorted, entry);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
