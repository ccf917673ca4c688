package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Condition;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.api.v1alpha1.credentials.CredentialsStatus;
import dev.tardigrade.operator.vocabulary.MetricName;
import dev.tardigrade.operator.vocabulary.MetricName.Tags;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is measured of Registries. Their number does not make more series: none is named. */
final class Meters {

    /** A condition as it may be. */
    private record State(String type, String status, String reason) {

        static State of(Condition condition) {
            return new State(condition.type(), condition.status().name(), condition.reason());
        }
    }

    /** What was last known of a Registry. */
    private record Known(List<State> states, Optional<CredentialsStatus> credentials) {

        static final Known NOTHING = new Known(List.of(), Optional.empty());

        static Known of(RegistryStatus status) {
            return new Known(
                    status.conditions().stream().map(State::of).toList(), Optional.ofNullable(status.credentials()));
        }
    }

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Counter retained;
    private final Map<ResourceID, Known> registries = new ConcurrentHashMap<>();
    private final Map<State, AtomicInteger> counts = new ConcurrentHashMap<>();

    Meters(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        this.retained = Counter.builder(MetricName.IMAGES_RETAINED.id())
                .description(MetricName.IMAGES_RETAINED.text())
                .register(meters);
        gauge(MetricName.CREDENTIALS_AGE, this::oldestAge);
        gauge(MetricName.CREDENTIALS_LEFT, this::leastLeft);
    }

    /** Does a pass, and measures it. */
    <T> T pass(Supplier<T> pass) {
        var began = Timer.start(meters);
        var outcome = "failure";
        try {
            var result = pass.get();
            outcome = "success";
            return result;
        } finally {
            began.stop(Timer.builder(MetricName.RECONCILIATIONS.id())
                    .description(MetricName.RECONCILIATIONS.text())
                    .tag(Tags.OUTCOME, outcome)
                    .register(meters));
        }
    }

    void seen(ResourceID registry, RegistryStatus status) {
        replace(registry, Known.of(status));
    }

    void gone(ResourceID registry) {
        replace(registry, Known.NOTHING);
        registries.remove(registry);
    }

    void imagesRetained() {
        retained.increment();
    }

    private void replace(ResourceID registry, Known now) {
        var before = Objects.requireNonNullElse(registries.put(registry, now), Known.NOTHING);
        before.states().forEach(state -> count(state).decrementAndGet());
        now.states().forEach(state -> count(state).incrementAndGet());
    }

    private AtomicInteger count(State state) {
        return counts.computeIfAbsent(state, added -> {
            var count = new AtomicInteger();
            Gauge.builder(MetricName.REGISTRIES.id(), count, AtomicInteger::get)
                    .description(MetricName.REGISTRIES.text())
                    .tag(Tags.CONDITION, added.type())
                    .tag(Tags.STATUS, added.status())
                    .tag(Tags.REASON, added.reason())
                    .register(meters);
            return count;
        });
    }

    private void gauge(MetricName name, Supplier<Number> value) {
        Gauge.builder(name.id(), value).description(name.text()).register(meters);
    }

    private double oldestAge() {
        return instants(CredentialsStatus::lastRotation)
                .map(issued -> Duration.between(issued, clock.instant()))
                .max(Duration::compareTo)
                .map(Duration::toSeconds)
                .orElse(0L);
    }

    private double leastLeft() {
        return instants(CredentialsStatus::notAfter)
                .map(end -> Duration.between(clock.instant(), end))
                .min(Duration::compareTo)
                .map(left -> (double) left.toSeconds())
                .orElse(Double.NaN);
    }

    private Stream<Instant> instants(CredentialsTime time) {
        return registries.values().stream()
                .flatMap(known -> known.credentials().stream())
                .flatMap(credentials -> Optional.ofNullable(time.of(credentials)).stream())
                .map(Instant::parse);
    }

    /** One of the times of credentials. */
    private interface CredentialsTime {

        @Nullable String of(CredentialsStatus credentials);
    }
}
