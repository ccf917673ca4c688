package dev.tardigrade.registry.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the health server tells.
 *
 * @param unready why no requests should be sent to the registry; empty where they should
 * @param metricsPath where the metrics are; empty for nowhere
 * @param metrics in the text format of Prometheus
 */
public record HealthChecks(
        Supplier<Optional<String>> unready, Optional<String> metricsPath, Supplier<String> metrics) {}
