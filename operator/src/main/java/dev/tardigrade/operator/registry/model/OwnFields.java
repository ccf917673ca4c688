package dev.tardigrade.operator.registry.model;

import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** Which fields of an object the operator has set, as the API server keeps the books. */
public final class OwnFields {

    private OwnFields() {}

    /** Whether the field of this name is among them, of the map or object at the top level. */
    public static boolean contain(HasMetadata object, String top, String field) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> Names.FIELD_MANAGER.equals(entry.getManager()) && entry.getFieldsV1() != null)
                .map(entry -> entry.getFieldsV1().getAdditionalProperties().get("f:" + top))
                .anyMatch(fields -> fields instanceof Map<?, ?> map && map.containsKey("f:" + field));
    }
}
