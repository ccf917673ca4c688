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
}
