package dev.tardigrade.registry.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Who may come in. */
public sealed interface AuthSettings {

    /** Everybody, for everything. */
    record Open() implements AuthSettings {}

    /** The users of a file of names and bcrypt hashes. */
    record Htpasswd(Realm realm, Path file) implements AuthSettings {}

    /**
     * What clients are asked for.
     *
     * @param value ASCII without quotes and backslashes, so that it stands in a header as it is
     */
    record Realm(String value) {

        private static final Pattern GRAMMAR = Pattern.compile("[\\x20-\\x7E&&[^\"\\\\]]{1,200}");

        public Realm {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException("must be ASCII without quotes and backslashes");
            }
        }
    }
}
