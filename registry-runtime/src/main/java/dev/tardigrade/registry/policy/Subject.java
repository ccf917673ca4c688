package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.Principal;
import java.util.Set;

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

    /** Every user whose password was verified; no robot, and nobody for whom an issuer elsewhere vouches: it may vouch for anybody. */
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
            return switch (identity.principal()) {
                case Principal.User _, Principal.External _ -> identity.groups().contains(group);
                case Principal.Anonymous _, Principal.Robot _ -> false;
            };
        }
    }

    /**
     * Those whom an issuer elsewhere vouches for.
     *
     * @param source what the configuration calls the issuer
     * @param names of them: {@code *} stands for any characters but a slash, {@code **} for any characters
     */
    record External(String source, String names) implements Subject {
        public External {
            if (!Principal.External.isName(names) || names.contains("***")) {
                throw new IllegalArgumentException(
                        "must have a name after the colon, in which * is any part up to a slash and ** any part");
            }
        }

        @Override
        public boolean includes(Identity identity) {
            return identity.principal() instanceof Principal.External(String from, String name)
                    && from.equals(source)
                    && new Glob(names).matches(name);
        }
    }

    /** The words that stand before the names of others than those of elsewhere, or alone. */
    static Set<String> words() {
        return Set.of("anonymous", "authenticated", "user", "group", "robot");
    }

    /**
     * Reads {@code anonymous}, {@code authenticated}, {@code user:NAME}, {@code group:NAME}, {@code robot:NAME} or {@code SOURCE:NAME}.
     *
     * @param sources what the configuration calls the issuers elsewhere
     * @throws IllegalArgumentException that says what it must be
     */
    static Subject parse(String text, Set<String> sources) {
        if (text.equals("anonymous")) {
            return new Anyone();
        }
        if (text.equals("authenticated")) {
            return new Authenticated();
        }
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        String word = colon < 0 || name.isEmpty() ? "" : text.substring(0, colon);
        if (sources.contains(word)) {
            return new External(word, name);
        }
        return switch (word) {
            case "user" -> new Named(name);
            case "group" -> new Member(new Group(name));
            case "robot" -> new Robot(name);
            default ->
                throw new IllegalArgumentException(
                        "must be anonymous, authenticated, user:NAME, group:NAME, robot:NAME, or"
                                + " IDENTITY:NAME with the name of one of auth.identities");
        };
    }
}
