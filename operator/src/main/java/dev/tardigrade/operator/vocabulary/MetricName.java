package dev.tardigrade.operator.vocabulary;

import java.util.List;

/** What the operator measures of its own. The table in the module's README is this list. */
public enum MetricName {
    REGISTRIES(
            "tardigrade.registries",
            Shape.GAUGE,
            "Registries by each of their conditions",
            Tags.CONDITION,
            Tags.STATUS,
            Tags.REASON),
    RECONCILIATIONS(
            "tardigrade.reconciliations",
            Shape.TIMER,
            "Time of passes over a Registry; a pass that failed is repeated",
            Tags.OUTCOME),
    API_CALLS(
            "tardigrade.api.calls",
            Shape.TIMER,
            "Time of calls of the API server, until its answer begins; a watch counts as one call",
            Tags.METHOD,
            Tags.STATUS),
    CREDENTIALS_AGE(
            "tardigrade.credentials.age.seconds",
            Shape.GAUGE,
            "Age of the oldest grant that a gateway has; 0 where there is none"),
    CREDENTIALS_LEFT(
            "tardigrade.credentials.left.seconds",
            Shape.GAUGE,
            "Time until the first grant of a gateway ends, negative where one has; NaN where none has an end"),
    IMAGES_RETAINED(
            "tardigrade.images.retained",
            Shape.COUNTER,
            "Registries that went while their images stayed although they were to go");

    /** How values are made, and so what Prometheus appends to the name. */
    private enum Shape {
        GAUGE(""),
        COUNTER("_total"),
        TIMER("_seconds");

        private final String suffix;

        Shape(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Names of labels. */
    public static final class Tags {

        public static final String CONDITION = "condition";
        public static final String STATUS = "status";
        public static final String REASON = "reason";
        public static final String OUTCOME = "outcome";
        public static final String METHOD = "method";

        private Tags() {}
    }

    private final String id;
    private final Shape shape;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // of Strings, and never changed
    private final List<String> tags;

    MetricName(String id, Shape shape, String text, String... tags) {
        this.id = id;
        this.shape = shape;
        this.text = text;
        this.tags = List.of(tags);
    }

    /** As it is registered. */
    public String id() {
        return id;
    }

    /** What it tells. */
    public String text() {
        return text;
    }

    /** As Prometheus spells it. A timer adds {@code _count}, {@code _sum} and {@code _max}. */
    String inPrometheus() {
        return id.replace('.', '_') + shape.suffix;
    }

    List<String> tags() {
        return tags;
    }
}
