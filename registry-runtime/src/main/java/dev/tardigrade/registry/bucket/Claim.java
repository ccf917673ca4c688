package dev.tardigrade.registry.bucket;

import java.time.Duration;

/**
 * How a bucket is claimed.
 *
 * @param owner whose it is to be
 * @param adopt take it also when it is not empty without a marker, or another owner's
 * @param patience for how long a store that does not answer is asked again; zero for not at all
 */
public record Claim(Owner owner, boolean adopt, Duration patience) {}
