package dev.tardigrade.registry.layout;

import java.util.UUID;

/** Names one run of a process that collects garbage; never given twice. */
public record CollectorId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
