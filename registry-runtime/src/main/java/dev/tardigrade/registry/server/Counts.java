package dev.tardigrade.registry.server;

import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.auth.login.LoginSource;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.metrics.Metrics;
import dev.tardigrade.registry.upstream.UpstreamCounts;
import java.util.List;
import java.util.Locale;

/** Shows what parts of the registry count. */
record Counts(Metrics metrics) {

    void show(LoginCounts logins) {
        for (LoginSource source : logins.sources()) {
            for (LoginCounts.Outcome outcome : LoginCounts.Outcome.values()) {
                metrics.counter(
                        MetricName.LOGINS, List.of(source.name(), label(outcome)), () -> logins.of(source, outcome));
            }
        }
    }

    void show(UpstreamCounts upstream) {
        for (UpstreamCounts.Result result : UpstreamCounts.Result.values()) {
            metrics.counter(
                    MetricName.UPSTREAM_READS,
                    List.of(upstream.upstream(), label(result)),
                    () -> upstream.reads(result));
        }
        metrics.counter(MetricName.UPSTREAM_RECEIVED, upstream.upstream(), upstream::received);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
