package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.Objects;

/**
 * Bounds numbers and quantities to what programs can read. One Registry that cannot be read is one too many: it comes in one list with those of
 * all others.
 */
final class Numbers {

    /** Without signs, and with exponents of two digits: no amount takes long to write out. */
    static final String QUANTITY = "^[0-9]{1,18}(\\.[0-9]{1,9})?([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?$";

    private Numbers() {}

    static void bound(JSONSchemaProps schema) {
        if (Objects.equals(schema.getXKubernetesIntOrString(), true)) {
            schema.setPattern(QUANTITY);
        }
        if ("integer".equals(schema.getType())) {
            schema.setMinimum(Objects.requireNonNullElse(schema.getMinimum(), (double) Integer.MIN_VALUE));
            schema.setMaximum(Objects.requireNonNullElse(schema.getMaximum(), (double) Integer.MAX_VALUE));
        }
        Objects.requireNonNullElse(schema.getProperties(), Map.<String, JSONSchemaProps>of())
                .values()
                .forEach(Numbers::bound);
        if (schema.getItems() != null) {
            bound(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            bound(schema.getAdditionalProperties().getSchema());
        }
    }
}
