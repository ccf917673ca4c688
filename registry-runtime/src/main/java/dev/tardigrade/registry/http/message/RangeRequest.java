package dev.tardigrade.registry.http.message;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Range} headers (RFC 9110 section 14.2). */
public final class RangeRequest {

    /** More of them cost more than they are worth; the whole is sent instead, as the RFC allows. */
    private static final int MAX_RANGES = 64;

    private static final String UNIT = "bytes=";
    private static final Pattern SPEC = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

    private RangeRequest() {}

    /**
     * Which parts of something of this size are asked for, in the order asked; empty where it is the whole, also where the header is malformed.
     *
     * @throws RegistryException with {@link Failure.RangeNotSatisfiable} where no part lies inside
     */
    public static List<ByteRange> parse(String header, long size) {
        String value = header.strip().toLowerCase(Locale.ROOT);
        if (!value.startsWith(UNIT)) {
            return List.of();
        }
        String[] specs = value.substring(UNIT.length()).split(",", -1);
        if (specs.length > MAX_RANGES) {
            return List.of();
        }
        List<ByteRange> ranges = new ArrayList<>();
        for (String spec : specs) {
            Matcher matcher = SPEC.matcher(spec.strip());
            if (!matcher.matches() || spec.strip().equals("-")) {
                return List.of();
            }
            range(matcher.group(1), matcher.group(2), size).ifPresent(ranges::add);
        }
        if (ranges.isEmpty()) {
            throw new RegistryException(
                    new Failure.RangeNotSatisfiable("the range lies outside of the " + size + " bytes", size));
        }
        // Ranges that overlap must not make an answer larger than the whole (RFC 9110 section 14.2).
        long bytes = ranges.stream().mapToLong(ByteRange::length).sum();
        return bytes > size ? List.of() : ranges;
    }

    private static Optional<ByteRange> range(String first, String last, long size) {
        if (first.isEmpty()) {
            long length = Math.min(Long.parseLong(last), size);
            return length == 0 ? Optional.empty() : Optional.of(new ByteRange(size - length, size - 1));
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return from > to ? Optional.empty() : Optional.of(new ByteRange(from, to));
    }
}
