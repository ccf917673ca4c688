package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.model.Digest;
import java.util.Arrays;

/** The strong validator of content that a digest names (RFC 9110 section 8.8.3). */
record EntityTag(Digest digest) {

    /** Whether an {@code If-None-Match} header holds this tag. */
    boolean isAmong(String header) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(toString()::equals);
    }

    @Override
    public String toString() {
        return "\"" + digest + "\"";
    }
}
