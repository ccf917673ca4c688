package dev.tardigrade.registry.layout;

import java.util.UUID;

/** Names one round of garbage collection; never given twice. */
public record RoundId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
