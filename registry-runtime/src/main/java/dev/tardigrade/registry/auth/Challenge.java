package dev.tardigrade.registry.auth;

import java.net.URI;

/** What a client is asked for that is not let in. */
public sealed interface Challenge {

    /**
     * A name and a password (RFC 7617).
     *
     * @param realm ASCII without quotes and backslashes
     */
    record Basic(String realm) implements Challenge {}

    /** A token (RFC 6750, as Docker's token protocol has it) for a service, from an address. */
    record Bearer(TokenAddress address, String service) implements Challenge {}

    /** Where tokens are got. */
    sealed interface TokenAddress {

        /** Always there. */
        record Fixed(URI uri) implements TokenAddress {}

        /** On the host that the client calls. */
        record SameHost(String path) implements TokenAddress {}
    }
}
