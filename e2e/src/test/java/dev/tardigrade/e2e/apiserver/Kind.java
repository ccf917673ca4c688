package dev.tardigrade.e2e.apiserver;

import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;

/** The objects of one kind in a namespace; the cluster need not know the kind. */
record Kind(TestNamespace namespace, String apiVersion, String kind, String plural) {

    Optional<GenericKubernetesResource> find(String name) {
        try {
            return Optional.ofNullable(resource(name).get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** Writes a status, as a controller does. */
    void status(String name, String yaml) {
        String status = Serialization.asJson(Map.of("status", Serialization.unmarshal(yaml, Map.class)));
        resource(name).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), status);
    }

    private Resource<GenericKubernetesResource> resource(String name) {
        String[] group = apiVersion.split("/", 2);
        return namespace
                .client()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup(group.length == 1 ? "" : group[0])
                        .withVersion(group[group.length - 1])
                        .withKind(kind)
                        .withPlural(plural)
                        .withNamespaced(true)
                        .build())
                .inNamespace(namespace.name())
                .withName(name);
    }
}
