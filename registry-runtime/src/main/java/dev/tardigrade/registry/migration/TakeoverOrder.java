package dev.tardigrade.registry.migration;

import java.time.Duration;

/**
 * How a takeover is done.
 *
 * @param dryRun whether nothing is written
 * @param verify whether the bytes of all blobs are read and hashed, not of small ones and of those with a digest other than SHA-256 alone
 * @param again whether also after one that has finished
 * @param idle for how long nobody must have written to the old registry
 */
public record TakeoverOrder(boolean dryRun, boolean verify, boolean again, Duration idle) {}
