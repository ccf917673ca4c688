package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import java.util.Map;

/**
 * Declares which lists are maps, and by which key, so that server-side apply merges them entry by entry and the API server refuses
 * an entry that stands there twice. The generator has no annotation for it.
 */
final class ListMaps {

    /** Path of the list below the schema's root, and the property that names its entries. */
    private static final Map<String, String> KEYS = Map.of(
            "spec.exposure", "name",
            "spec.env", "name",
            "spec.notifications", "name",
            "spec.upstreams", "name",
            "spec.auth.robots", "name",
            "spec.auth.oidc.claims.required", "name",
            "spec.imagePullSecrets", "name",
            "status.conditions", "type",
            "status.endpoints", "name");

    private ListMaps() {}

    static CustomResourceDefinition declare(CustomResourceDefinition crd) {
        for (var version : crd.getSpec().getVersions()) {
            KEYS.forEach((path, key) -> {
                var list = Schemas.at(version.getSchema().getOpenAPIV3Schema(), path);
                if (!"array".equals(list.getType())
                        || !list.getItems().getSchema().getRequired().contains(key)) {
                    throw new IllegalStateException(path + " is no list whose entries require " + key);
                }
                list.setXKubernetesListType("map");
                list.setXKubernetesListMapKeys(List.of(key));
            });
        }
        return crd;
    }
}
