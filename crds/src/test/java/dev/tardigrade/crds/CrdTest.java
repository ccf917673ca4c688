package dev.tardigrade.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CrdTest {

    private static final Path COMMITTED = Path.of("../manifests/crds/registries.tardigrade.dev-v1.yml");

    @Test
    void theCommittedCrdIsTheOneThatTheRecordsGive() throws IOException {
        var generated = Crds.registry();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(COMMITTED, generated);
        }
        assertThat(COMMITTED)
                .as("after a change of the records: ./mvnw -pl crds -am test -Dtest=CrdTest -Dgolden.update=true")
                .hasContent(generated);
    }

    @Test
    void everyFieldHasADescription() {
        var bare = new ArrayList<String>();
        collectBare("", schema(), bare);
        assertThat(bare).isEmpty();
    }

    @Test
    void everyOptionalFieldOfTheSpecNamesItsDefault() {
        var silent = new ArrayList<String>();
        collectSilent("spec", Schemas.at(schema(), "spec"), silent);
        assertThat(silent)
                .as("the three kinds of storage are alternatives and have no default")
                .containsExactlyInAnyOrder("spec.storage.storj", "spec.storage.s3", "spec.storage.filesystem");
    }

    @Test
    void listsWithNamedEntriesAreMaps() {
        var exposure = Schemas.at(schema(), "spec.exposure");
        assertThat(exposure.getXKubernetesListType()).isEqualTo("map");
        assertThat(exposure.getXKubernetesListMapKeys()).containsExactly("name");
    }

    @Test
    void aListWhoseEntriesLackTheKeyCannotBecomeAMap() {
        var crd = Serialization.unmarshal(Crds.registry(), CustomResourceDefinition.class);
        var schema = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        Schemas.at(schema, "spec.exposure").getItems().getSchema().setRequired(List.of("type"));
        assertThatThrownBy(() -> ListMaps.declare(crd))
                .hasMessage("spec.exposure is no list whose entries require name");
    }

    @Test
    void everyRuleOfTheSchemaHasAnExample() {
        var places = new ArrayList<String>();
        collectRules("", schema(), places);
        assertThat(RuleExample.all()).extracting(RuleExample::place).containsExactlyInAnyOrderElementsOf(places);
    }

    private static JSONSchemaProps schema() {
        return Serialization.unmarshal(Crds.registry(), CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
    }

    private static Map<String, JSONSchemaProps> propertiesOf(JSONSchemaProps schema) {
        var object = schema.getItems() == null ? schema : schema.getItems().getSchema();
        return object.getProperties() == null ? Map.of() : object.getProperties();
    }

    private static void collectBare(String path, JSONSchemaProps schema, List<String> bare) {
        propertiesOf(schema).forEach((name, property) -> {
            if (property.getDescription() == null) {
                bare.add(path + "." + name);
            }
            collectBare(path + "." + name, property, bare);
        });
    }

    private static void collectSilent(String path, JSONSchemaProps schema, List<String> silent) {
        var object = schema.getItems() == null ? schema : schema.getItems().getSchema();
        propertiesOf(schema).forEach((name, property) -> {
            var required = Objects.requireNonNullElse(object.getRequired(), List.<String>of())
                    .contains(name);
            if (!required && !property.getDescription().contains("Default: ")) {
                silent.add(path + "." + name);
            }
            if (!KubernetesTypes.isOne(path + "." + name)) {
                collectSilent(path + "." + name, property, silent);
            }
        });
    }

    private static void collectRules(String path, JSONSchemaProps schema, List<String> places) {
        var object = schema.getItems() == null ? schema : schema.getItems().getSchema();
        var here = schema.getItems() == null ? path : path + "[]";
        Objects.requireNonNullElse(object.getXKubernetesValidations(), List.<ValidationRule>of())
                .forEach(rule -> places.add(RuleExample.at(here, rule.getMessage())));
        propertiesOf(schema).forEach((name, property) -> collectRules(here + "." + name, property, places));
    }
}
