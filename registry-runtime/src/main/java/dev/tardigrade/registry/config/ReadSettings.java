package dev.tardigrade.registry.config;

import java.time.Duration;

/**
 * How content is read.
 *
 * @param timeToLive of what is kept and may change: where tags point, and what a repository has
 */
public record ReadSettings(Duration timeToLive) {}
