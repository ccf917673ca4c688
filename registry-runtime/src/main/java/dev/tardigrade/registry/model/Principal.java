package dev.tardigrade.registry.model;

/** On whose behalf a request is made. */
public sealed interface Principal {

    /** Somebody who gave no credentials. */
    record Anonymous() implements Principal {}

    /**
     * Somebody whose credentials were verified.
     *
     * @param name as the credentials have it, not empty
     */
    record User(String name) implements Principal {

        public User {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a user has a name");
            }
        }
    }

    /**
     * A program whose password a machine has made. It is no user, also where it has the name of one.
     *
     * @param name as the credentials have it, not empty
     */
    record Robot(String name) implements Principal {

        public Robot {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a robot has a name");
            }
        }
    }

    /**
     * Somebody for whom an issuer elsewhere vouches. They are no user, also where they have the name of one, and are none whom another issuer
     * calls the same.
     *
     * @param source what the configuration calls the issuer
     * @param name what the issuer calls them; a name as {@link #isName} has it
     */
    record External(String source, String name) implements Principal {

        private static final int MAX_LENGTH = 512;

        public External {
            if (source.isEmpty() || !isName(name)) {
                throw new IllegalArgumentException("somebody of elsewhere has a source and a name");
            }
        }

        /** Whether somebody can have this name: a line that is not empty, of at most 512 characters. */
        public static boolean isName(String text) {
            return !text.isEmpty()
                    && text.length() <= MAX_LENGTH
                    && text.chars().noneMatch(Character::isISOControl);
        }
    }
}
