package dev.tardigrade.operator.registry.model;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Kinds of objects that not every cluster knows. */
public enum OptionalKind {
    SERVICE_MONITOR("monitoring.coreos.com", "ServiceMonitor", "servicemonitors", "the Prometheus operator"),
    PROMETHEUS_RULE("monitoring.coreos.com", "PrometheusRule", "prometheusrules", "the Prometheus operator"),
    HTTP_ROUTE("gateway.networking.k8s.io", "HTTPRoute", "httproutes", "the Gateway API and a controller for it"),
    CERTIFICATE("cert-manager.io", "Certificate", "certificates", "cert-manager");

    /** All are used in this version. */
    public static final String VERSION = "v1";

    private final String group;
    private final String kind;
    private final String plural;
    private final String product;

    OptionalKind(String group, String kind, String plural, String product) {
        this.group = group;
        this.kind = kind;
        this.plural = plural;
        this.product = product;
    }

    public String group() {
        return group;
    }

    public String apiVersion() {
        return group + "/" + VERSION;
    }

    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    /** What is to be done where a cluster does not know this kind. */
    public String remedy() {
        return "this cluster has no kind %s (%s): install %s; nothing else needs to be done then"
                .formatted(kind, apiVersion(), product);
    }

    public boolean isKindOf(HasMetadata object) {
        return kind.equals(object.getKind()) && apiVersion().equals(object.getApiVersion());
    }

    /** Whether an object is of one of these kinds. */
    public static boolean isAny(HasMetadata object) {
        return Stream.of(values()).anyMatch(kind -> kind.isKindOf(object));
    }

    /** An object of this kind; the entries of its maps stand in alphabetical order. */
    public GenericKubernetesResource object(ObjectMeta metadata, Map<String, Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(apiVersion())
                .withKind(kind)
                .withMetadata(metadata)
                .addToAdditionalProperties("spec", ordered(spec))
                .build();
    }

    private static Object ordered(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var ordered = new TreeMap<String, Object>();
                map.forEach((key, entry) -> ordered.put(key.toString(), ordered(entry)));
                yield ordered;
            }
            case List<?> list -> list.stream().map(OptionalKind::ordered).toList();
            default -> value;
        };
    }
}
