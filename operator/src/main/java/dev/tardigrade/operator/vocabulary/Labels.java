package dev.tardigrade.operator.vocabulary;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels of everything that the operator makes for a Registry. */
public final class Labels {

    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** On what belongs to a gateway that runs by itself: the name of its Deployment. */
    public static final String GATEWAY = "tardigrade.dev/gateway";

    private static final String NAME_VALUE = "tardigrade-registry";
    private static final String COMPONENT_VALUE = "registry";
    private static final String GATEWAY_COMPONENT_VALUE = "gateway";
    private static final String CLEANUP_COMPONENT_VALUE = "cleanup";
    private static final String MANAGED_BY_VALUE = "tardigrade-operator";

    /** Selects what the operator made, for any Registry. */
    public static final String SELECTOR = MANAGED_BY + "=" + MANAGED_BY_VALUE + "," + NAME + "=" + NAME_VALUE;

    private Labels() {}

    /** All labels, for the Registry of this name. */
    public static Map<String, String> of(String registry) {
        return ordered(Map.of(
                NAME, NAME_VALUE,
                INSTANCE, registry,
                COMPONENT, COMPONENT_VALUE,
                MANAGED_BY, MANAGED_BY_VALUE));
    }

    /** Whether these are the labels of an object of the Registry of this name. */
    public static boolean isOf(@Nullable Map<String, String> labels, String registry) {
        return labels != null && labels.entrySet().containsAll(of(registry).entrySet());
    }

    /** What selects the server pods of the Registry of this name. A Deployment cannot change it later. */
    public static Map<String, String> podSelector(String registry) {
        return ordered(Map.of(NAME, NAME_VALUE, INSTANCE, registry, COMPONENT, COMPONENT_VALUE));
    }

    /** The server pods of the Registry of this name, and that of the job that empties its storage. */
    public static LabelSelector serversAndCleanup(String registry) {
        return ofComponents(registry, COMPONENT_VALUE, CLEANUP_COMPONENT_VALUE);
    }

    /** The pods of its gateways that run by themselves, old and new. */
    public static LabelSelector gateways(String registry) {
        return ofComponents(registry, GATEWAY_COMPONENT_VALUE);
    }

    private static LabelSelector ofComponents(String registry, String... components) {
        return new LabelSelectorBuilder()
                .withMatchLabels(ordered(Map.of(NAME, NAME_VALUE, INSTANCE, registry)))
                .addNewMatchExpression()
                .withKey(COMPONENT)
                .withOperator("In")
                .withValues(components)
                .endMatchExpression()
                .build();
    }

    /** All labels of a gateway that runs by itself. */
    public static Map<String, String> ofGateway(String registry, String gateway) {
        var labels = new TreeMap<>(of(registry));
        labels.put(COMPONENT, GATEWAY_COMPONENT_VALUE);
        labels.put(GATEWAY, gateway);
        return Collections.unmodifiableMap(labels);
    }

    /** What selects the pods of that gateway. */
    public static Map<String, String> gatewaySelector(String registry, String gateway) {
        return ordered(
                Map.of(NAME, NAME_VALUE, INSTANCE, registry, COMPONENT, GATEWAY_COMPONENT_VALUE, GATEWAY, gateway));
    }

    /** All labels of the job that empties the bucket. */
    public static Map<String, String> ofCleanup(String registry) {
        var labels = new TreeMap<>(of(registry));
        labels.put(COMPONENT, CLEANUP_COMPONENT_VALUE);
        return Collections.unmodifiableMap(labels);
    }

    /** Whether these are the labels of that job. */
    public static boolean isCleanup(Map<String, String> labels) {
        return CLEANUP_COMPONENT_VALUE.equals(labels.get(COMPONENT));
    }

    /** Whether these are the labels of a server, and not of something beside it. */
    public static boolean isServer(Map<String, String> labels) {
        return COMPONENT_VALUE.equals(labels.get(COMPONENT));
    }

    private static Map<String, String> ordered(Map<String, String> labels) {
        return Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
