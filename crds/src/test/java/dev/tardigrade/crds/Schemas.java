package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Finds schemas by path. */
final class Schemas {

    private Schemas() {}

    /** The schema of the property at {@code path}, names joined by dots, below {@code root}. */
    static JSONSchemaProps at(JSONSchemaProps root, String path) {
        var schema = root;
        for (var name : path.split("\\.", -1)) {
            var property = schema.getProperties().get(name);
            if (property == null) {
                throw new IllegalStateException("the schema has no " + path);
            }
            schema = property;
        }
        return schema;
    }
}
