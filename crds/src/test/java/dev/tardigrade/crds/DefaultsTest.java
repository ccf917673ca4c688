package dev.tardigrade.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.api.v1alpha1.RegistrySpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults stand twice, for objects from an API server and for those from a file: this keeps them equal. */
final class DefaultsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage: {storj: {accessGrantSecretRef: {name: a}}}",
                "storage: {storj: {accessGrantSecretRef: {name: a}, bucket: {name: abc}}}",
                "storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: a}}}",
                "storage: {filesystem: {}}",
                "autoscaling: {maxReplicas: 3}\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "auth: {htpasswdSecretRef: {name: users}}\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "auth: {robots: [{name: ci}, {name: web, actions: [push]}]}\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "auth: {oidc: {issuer: 'https://a.example.org', audience: a, claims: {groups: g}}, serviceAccounts: {}, policies: [{who: ['oidc:a'], repositories: [a], actions: [pull]}]}\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "immutableTags: [{tags: ['v*']}]\nredirect: true\nlimits: {read: 8}\nstorage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: a}}}",
                "gc: {dryRetention: true}\nretention: [{keep: {newest: 3}}, {keep: {tags: [v1]}}]\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "notifications: [{name: a, url: 'https://a.example.org/'}]\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "upstreams: [{name: hub, url: 'https://registry-1.docker.io', prefix: docker.io}]\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "monitoring: {rules: Disabled}\nnetworkPolicy: {}\nstorage: {storj: {accessGrantSecretRef: {name: a}}}",
                "serviceAccount: {name: mine}\npodMetadata: {labels: {a: b}}\nstorage: {storj: {accessGrantSecretRef: {name: a}}}"
            })
    void recordsFillInWhatTheSchemaFillsIn(String yaml) {
        var byServer = Serialization.unmarshal(yaml, JsonNode.class).deepCopy();
        fillIn(byServer, specSchema());

        assertThat(read(yaml)).isEqualTo(read(Serialization.asYaml(byServer)));
        assertThat(Serialization.unmarshal(Serialization.asYaml(read(yaml)), JsonNode.class))
                .as("nothing is filled in that the schema does not fill in")
                .isEqualTo(byServer);
    }

    private static RegistrySpec read(String yaml) {
        return Serialization.unmarshal(yaml, RegistrySpec.class);
    }

    private static void fillIn(JsonNode value, JSONSchemaProps schema) {
        if (value instanceof ObjectNode object && schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                if (!object.has(name) && property.getDefault() != null) {
                    object.set(name, property.getDefault().deepCopy());
                }
                if (object.has(name)) {
                    fillIn(object.get(name), property);
                }
            });
        }
        if (value instanceof ArrayNode list && schema.getItems() != null) {
            list.forEach(item -> fillIn(item, schema.getItems().getSchema()));
        }
    }

    private static JSONSchemaProps specSchema() {
        var crd = Serialization.unmarshal(Crds.registry(), CustomResourceDefinition.class);
        return Schemas.at(crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(), "spec");
    }
}
