package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Set;

/** Describes the fields that are Kubernetes' own: its documentation is the one that holds, so they lead there. */
final class KubernetesTypes {

    private static final Set<String> FIELDS = Set.of("affinity", "tolerations", "topologySpreadConstraints");

    private KubernetesTypes() {}

    static void describe(JSONSchemaProps spec) {
        FIELDS.forEach(field -> describeBelow("pod.spec." + field, Schemas.at(spec, field)));
    }

    /** Whether all below this field is Kubernetes' own. */
    static boolean isOne(String path) {
        return FIELDS.stream().anyMatch(field -> path.equals("spec." + field));
    }

    private static void describeBelow(String path, JSONSchemaProps schema) {
        var object = schema.getItems() == null ? schema : schema.getItems().getSchema();
        if (object.getProperties() != null) {
            object.getProperties().forEach((name, property) -> {
                property.setDescription("As in a pod: kubectl explain " + path + "." + name);
                describeBelow(path + "." + name, property);
            });
        }
    }
}
