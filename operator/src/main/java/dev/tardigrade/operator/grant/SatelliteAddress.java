package dev.tardigrade.operator.grant;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of the satellite that a grant is for.
 *
 * @param value {@code id@host:port}, where id (base58check of 32 bytes) and port may be missing; at most 512 characters
 */
public record SatelliteAddress(String value) {

    private static final int LONGEST = 512;
    private static final int NODE_ID_BYTES = 32;
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:(?<id>[1-9A-Za-z]{32,64})@)?(?:\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)(?::(?<port>[0-9]{1,5}))?");

    public SatelliteAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the address of a satellite");
        }
    }

    static boolean isValid(CharSequence value) {
        if (value.length() > LONGEST) {
            return false;
        }
        Matcher parts = GRAMMAR.matcher(value);
        return parts.matches()
                && (parts.group("id") == null || isNodeId(parts.group("id")))
                && (parts.group("port") == null || isPort(Integer.parseInt(parts.group("port"))));
    }

    /** Whether both lead to one satellite: by its id where both tell it, since a satellite may have several names. */
    public boolean isSameAs(SatelliteAddress other) {
        boolean bothTell = id().isPresent() && other.id().isPresent();
        return bothTell ? id().equals(other.id()) : value.equals(other.value);
    }

    private Optional<String> id() {
        int at = value.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(value.substring(0, at));
    }

    private static boolean isNodeId(String id) {
        try {
            return Base58Check.decode(id).payload().size() == NODE_ID_BYTES;
        } catch (GrantException e) {
            return false;
        }
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }

    @Override
    public String toString() {
        return value;
    }
}
