package dev.tardigrade.registry.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/**
 * A part of a sorted list (OCI distribution spec, "Listing Tags").
 *
 * @param items of the list that are in it
 * @param next what the following part begins after; empty where this is the last
 */
record Page(List<String> items, Optional<String> next) {

    Page {
        items = List.copyOf(items);
    }

    /** The {@code Link} header to the following part (RFC 8288). */
    Optional<String> link(String path) {
        return next.map(last ->
                "<" + path + "?n=" + items.size() + "&last=" + URLEncoder.encode(last, UTF_8) + ">; rel=\"next\"");
    }
}
