package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.api.v1alpha1.operation.Availability;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A dashboard for Grafana, whose sidecar finds it by its label. */
final class DashboardObject {

    private static final String LABEL = "grafana_dashboard";
    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;

    private DashboardObject() {}

    /** A panel to be. */
    private record Panel(String title, String unit, String expression, String legend) {}

    static Optional<ConfigMap> of(Blueprint blueprint) {
        var wish = blueprint.spec().monitoring().dashboard();
        return wish == Availability.Enabled || Wish.isGranted(wish, OptionalKind.SERVICE_MONITOR, blueprint)
                ? Optional.of(dashboard(blueprint))
                : Optional.empty();
    }

    private static ConfigMap dashboard(Blueprint blueprint) {
        var name = blueprint.names().dashboard();
        var namespace = blueprint.registry().getMetadata().getNamespace();
        return new ConfigMapBuilder()
                .withMetadata(new ObjectMetaBuilder(Metadata.owned(blueprint, name))
                        .addToLabels(LABEL, "1")
                        .build())
                .withData(Map.of(namespace + "-" + name + ".json", Serialization.asJson(content(blueprint))))
                .build();
    }

    private static Map<String, Object> content(Blueprint blueprint) {
        var namespace = blueprint.registry().getMetadata().getNamespace();
        var registry = blueprint.names().registry();
        var content = new LinkedHashMap<String, Object>();
        content.put("uid", uid(namespace + "/" + registry));
        content.put("title", "Registry " + namespace + "/" + registry);
        content.put("tags", List.of("tardigrade"));
        content.put("schemaVersion", 39);
        content.put("time", new TreeMap<>(Map.of("from", "now-6h", "to", "now")));
        content.put("refresh", "1m");
        content.put("panels", panels(ServerMetrics.of(blueprint)));
        return content;
    }

    /** Grafana takes the right to write from the whole folder where two dashboards have the same. */
    private static String uid(String registry) {
        return UUID.nameUUIDFromBytes(registry.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static List<Map<String, Object>> panels(ServerMetrics series) {
        var panels = List.of(
                new Panel(
                        "Requests by kind",
                        "reqps",
                        series.rate(ServerMetrics.REQUESTS + "_count", "kind"),
                        "{{kind}}"),
                new Panel("Share of failed requests", "percentunit", series.errorRatio(), "5xx"),
                new Panel("Mean time of a request", "s", series.meanSeconds(ServerMetrics.REQUESTS), "mean"),
                new Panel("Bytes sent", "Bps", series.rate(ServerMetrics.SENT, "pod"), "{{pod}}"),
                new Panel("Bytes received", "Bps", series.rate(ServerMetrics.RECEIVED, "pod"), "{{pod}}"),
                new Panel(
                        "Calls of the storage",
                        "reqps",
                        series.rate(ServerMetrics.STORE_CALLS + "_count", "operation, outcome"),
                        "{{operation}} {{outcome}}"),
                new Panel("Open uploads", "short", series.sum(ServerMetrics.UPLOADS_OPEN), "uploads"),
                new Panel("Buffers in use", "percentunit", series.bufferRatio(), "fullest server"));
        var drawn = new ArrayList<Map<String, Object>>();
        for (var panel : panels) {
            drawn.add(draw(panel, drawn.size()));
        }
        return drawn;
    }

    private static Map<String, Object> draw(Panel panel, int index) {
        var drawn = new LinkedHashMap<String, Object>();
        drawn.put("id", index + 1);
        drawn.put("type", "timeseries");
        drawn.put("title", panel.title());
        drawn.put("gridPos", position(index));
        drawn.put("fieldConfig", Map.of("defaults", Map.of("unit", panel.unit())));
        var target = new LinkedHashMap<String, Object>();
        target.put("refId", "A");
        target.put("expr", panel.expression());
        target.put("legendFormat", panel.legend());
        drawn.put("targets", List.of(target));
        return drawn;
    }

    private static Map<String, Object> position(int index) {
        var position = new LinkedHashMap<String, Object>();
        position.put("x", index % 2 * WIDTH);
        position.put("y", index / 2 * HEIGHT);
        position.put("w", WIDTH);
        position.put("h", HEIGHT);
        return position;
    }
}
