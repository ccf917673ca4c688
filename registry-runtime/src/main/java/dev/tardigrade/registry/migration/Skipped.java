package dev.tardigrade.registry.migration;

/**
 * Something that was not taken over.
 *
 * @param what it is: a key, for the most part
 * @param detail empty where the reason says all
 */
public record Skipped(SkipReason reason, String what, String detail) {}
