package dev.tardigrade.registry.http.message;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the bytes of a chunk belong, as uploads say it (OCI distribution spec, "Pushing a blob in chunks"). */
public final class ContentRanges {

    /** The spec's form is {@code 0-5}; some clients send that of RFC 9110, {@code bytes 0-5/*}. */
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/(?:\\d{1,18}|\\*))?");

    private ContentRanges() {}

    /**
     * Reads a {@code Content-Range} header.
     *
     * @throws RegistryException with {@link Failure.RequestInvalid}
     */
    public static ByteRange parse(String header) {
        Matcher matcher = GRAMMAR.matcher(header.strip());
        if (!matcher.matches()) {
            throw new RegistryException(new Failure.RequestInvalid("the Content-Range is not of the form 0-5"));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (last < first) {
            throw new RegistryException(new Failure.RequestInvalid("the Content-Range ends before it begins"));
        }
        return new ByteRange(first, last);
    }

    /** The {@code Range} header that tells how much of an upload is there; {@code 0-0} also where it is nothing. */
    public static String stored(long bytes) {
        return "0-" + Math.max(0, bytes - 1);
    }
}
