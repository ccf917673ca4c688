/** What is counted and timed, for Prometheus. */
@NullMarked
package dev.tardigrade.registry.metrics;

import org.jspecify.annotations.NullMarked;
