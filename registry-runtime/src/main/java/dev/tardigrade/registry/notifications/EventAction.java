package dev.tardigrade.registry.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client has done to content. */
public enum EventAction {
    PULL,
    PUSH,
    MOUNT,
    DELETE;

    /** As events spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of this word, as {@link #word} spells it. */
    public static Optional<EventAction> byWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
