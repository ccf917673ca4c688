package dev.tardigrade.registry.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a repository. */
public enum Action {
    PULL,
    PUSH,
    DELETE;

    /** As policies and tokens name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> byWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
