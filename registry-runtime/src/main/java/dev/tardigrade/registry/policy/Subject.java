package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.Principal;

/** For whom a rule is. */
public sealed interface Subject {

    boolean includes(Identity identity);

    /** Whoever it is, with credentials or without. */
    record Anyone() implements Subject {
        @Override
        public boolean includes(Identity identity) {
            return true;
        }
    }

    /** Every user whose credentials were verified; no robot. */
    record Authenticated() implements Subject {
        @Override
        public boolean includes(Identity identity) {
            return identity.principal() instanceof Principal.User;
        }
    }

    /** One user. */
    record Named(String name) implements Subject {
        public Named {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a user has a name");
            }
        }

        @Override
        public boolean includes(Identity identity) {
            return identity.principal() instanceof Principal.User(String user) && user.equals(name);
        }
    }

    /** One robot. */
    record Robot(String name) implements Subject {
        public Robot {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a robot has a name");
            }
        }

        @Override
        public boolean includes(Identity identity) {
            return identity.principal() instanceof Principal.Robot(String robot) && robot.equals(name);
        }
    }

    /** The members of a group. */
    record Member(Group group) implements Subject {
        @Override
        public boolean includes(Identity identity) {
            return identity.principal() instanceof Principal.User
                    && identity.groups().contains(group);
        }
    }

    /**
     * Reads {@code anonymous}, {@code authenticated}, {@code user:NAME}, {@code group:NAME} or {@code robot:NAME}.
     *
     * @throws IllegalArgumentException that says what it must be
     */
    static Subject parse(String text) {
        if (text.equals("anonymous")) {
            return new Anyone();
        }
        if (text.equals("authenticated")) {
            return new Authenticated();
        }
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        return switch (colon < 0 || name.isEmpty() ? "" : text.substring(0, colon)) {
            case "user" -> new Named(name);
            case "group" -> new Member(new Group(name));
            case "robot" -> new Robot(name);
            default ->
                throw new IllegalArgumentException(
                        "must be anonymous, authenticated, user:NAME, group:NAME or robot:NAME");
        };
    }
}
