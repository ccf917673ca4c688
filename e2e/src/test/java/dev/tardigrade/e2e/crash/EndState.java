package dev.tardigrade.e2e.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that the operator has made of a Registry and said about it, without what differs between two Registries that are alike: names of
 * namespace, bucket and edition, identities, times, addresses, and the content of Secrets.
 *
 * @param objects one text each, in order
 */
public record EndState(List<String> objects) {

    private static final List<String> OF_EACH =
            List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "namespace");

    /** What the operator and the controllers of Kubernetes note on objects: times, numbers, hashes. */
    private static final Pattern NOTE =
            Pattern.compile("(tardigrade\\.dev|deployment\\.kubernetes\\.io|autoscaling\\.alpha\\.kubernetes\\.io)/.*");

    /** Kinds that a cluster may have. */
    private static final List<ResourceDefinitionContext> OPTIONAL = List.of(
            optional("gateway.networking.k8s.io", "HTTPRoute", "httproutes"),
            optional("cert-manager.io", "Certificate", "certificates"),
            optional("monitoring.coreos.com", "ServiceMonitor", "servicemonitors"),
            optional("monitoring.coreos.com", "PrometheusRule", "prometheusrules"));

    public EndState {
        objects = List.copyOf(objects);
    }

    static EndState of(TestRegistry registry) {
        return of(registry, Stream.concat(Stream.of(registry.get()), children(registry.namespace())));
    }

    /** Without what is said about it. */
    public static EndState ofChildren(TestRegistry registry) {
        return of(registry, children(registry.namespace()));
    }

    private static EndState of(TestRegistry registry, Stream<? extends HasMetadata> objects) {
        GenericKubernetesResource found = registry.get();
        String bucket = found.get("status", "storage", "bucketName");
        String uid = found.getMetadata().getUid();
        String namespace = registry.namespace().name();
        return new EndState(objects.map(object -> plain(object)
                        .toString()
                        .replace(String.valueOf(bucket), "BUCKET")
                        .replace(uid, "UID")
                        .replace(namespace, "NAMESPACE")
                        .replaceAll("http://[0-9.]+:7777\\b", "http://GATEWAY:7777")
                        .replaceAll("gateway-[0-9a-f]{8}\\b", "gateway-EDITION")
                        .replaceAll("team-a\\.[0-9a-f]{12}\\b", "team-a.HASH")
                        .replaceAll("(?<=uid\\\\\":\\\\\")[0-9a-f-]{36}", "DASHBOARD"))
                // Only now, for where long lines are broken depends on what is in them.
                .map(text -> Serialization.asYaml(Serialization.unmarshal(text, JsonNode.class)))
                .sorted()
                .toList());
    }

    private static ResourceDefinitionContext optional(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    private static Stream<? extends HasMetadata> children(TestNamespace namespace) {
        KubernetesClient client = namespace.client();
        Stream<
                        MixedOperation<
                                GenericKubernetesResource,
                                GenericKubernetesResourceList,
                                Resource<GenericKubernetesResource>>>
                optional = OPTIONAL.stream()
                        .filter(kind -> client.supports(kind.getGroup() + "/" + kind.getVersion(), kind.getKind()))
                        .map(client::genericKubernetesResources);
        return Stream.concat(
                        optional,
                        Stream.of(
                                client.serviceAccounts(),
                                client.configMaps(),
                                client.secrets(),
                                client.services(),
                                client.apps().deployments(),
                                client.network().networkPolicies(),
                                client.policy().v1().podDisruptionBudget(),
                                client.persistentVolumeClaims(),
                                client.autoscaling().v2().horizontalPodAutoscalers(),
                                client.network().v1().ingresses()))
                .flatMap(kind -> kind
                        .inNamespace(namespace.name())
                        .withLabel("app.kubernetes.io/managed-by", "tardigrade-operator")
                        .list()
                        .getItems()
                        .stream());
    }

    private static JsonNode plain(HasMetadata object) {
        ObjectNode node = (ObjectNode) Serialization.unmarshal(Serialization.asJson(object), JsonNode.class);
        ((ObjectNode) node.get("metadata")).remove(OF_EACH);
        if (node.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations
                    .properties()
                    .removeIf(annotation -> NOTE.matcher(annotation.getKey()).matches());
        }
        if (object.getKind().equals("Registry")) {
            ((ObjectNode) node.get("status")).remove("credentials");
            node.at("/status/conditions")
                    .forEach(condition -> ((ObjectNode) condition)
                            .remove(List.of("lastTransitionTime", "observedGeneration", "message")));
            ((ObjectNode) node.get("status")).remove("observedGeneration");
        } else {
            node.remove("status");
        }
        if (node.at("/spec/clusterIP").isTextual()) {
            ((ObjectNode) node.get("spec")).remove(List.of("clusterIP", "clusterIPs"));
        }
        node.at("/spec/ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
        if (object.getKind().equals("Secret")) {
            ((ObjectNode) node.get("data"))
                    .properties()
                    .forEach(entry -> ((ObjectNode) node.get("data")).put(entry.getKey(), "…"));
        }
        JsonNode template = node.at("/spec/template/metadata/annotations");
        if (template instanceof ObjectNode annotations) {
            annotations.remove("tardigrade.dev/configuration-hash");
        }
        return node;
    }
}
