package dev.tardigrade.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that users have must stay valid. {@code released} is the schema that they may have; a release copies it anew. */
final class CompatibilityTest {

    private static final Path RELEASED = Path.of("src/test/resources/released/registries.tardigrade.dev-v1.yml");

    @Test
    void whatTheReleasedSchemaTakesIsStillTaken() throws IOException {
        assertThat(Compatibility.breaks(schema(Files.readString(RELEASED)), schema(Crds.registry())))
                .isEmpty();
    }

    /** A change that would break users, and what is said of it. */
    record Break(String said, Consumer<JSONSchemaProps> change) {

        @Override
        public String toString() {
            return said;
        }
    }

    static List<Break> breaks() {
        return List.of(
                new Break(
                        ".spec.replicas is gone",
                        schema -> Schemas.at(schema, "spec").getProperties().remove("replicas")),
                new Break(
                        ".spec.replicas has a lower maximum",
                        schema -> Schemas.at(schema, "spec.replicas").setMaximum(8.0)),
                new Break(
                        ".spec.replicas has a higher minimum",
                        schema -> Schemas.at(schema, "spec.replicas").setMinimum(2.0)),
                new Break(
                        ".spec.exposure takes fewer items",
                        schema -> Schemas.at(schema, "spec.exposure").setMaxItems(1L)),
                new Break(
                        ".spec.managementState takes fewer values",
                        schema -> Schemas.at(schema, "spec.managementState")
                                .getEnum()
                                .removeLast()),
                new Break(
                        ".spec requires more",
                        schema -> Schemas.at(schema, "spec").setRequired(List.of("storage", "version"))),
                new Break(
                        ".spec.version has another pattern",
                        schema -> Schemas.at(schema, "spec.version").setPattern("^[0-9]+$")),
                new Break(
                        ".spec.version has another pattern",
                        schema -> Schemas.at(schema, "spec.version").setPattern("^\\S+$")),
                new Break(
                        ".spec.replicas has another format",
                        schema -> Schemas.at(schema, "spec.replicas").setFormat("int32")),
                new Break(
                        ".spec.exposure is another kind of list",
                        schema -> Schemas.at(schema, "spec.exposure").setXKubernetesListMapKeys(List.of("host"))),
                new Break(
                        ".spec.exposure is another kind of list",
                        schema -> Schemas.at(schema, "spec.exposure").setXKubernetesListType("atomic")),
                new Break(
                        ".spec.nodeSelector takes no entries",
                        schema -> Schemas.at(schema, "spec.nodeSelector").setAdditionalProperties(null)),
                new Break(
                        ".spec.nodeSelector{} takes shorter texts only",
                        schema -> Schemas.at(schema, "spec.nodeSelector")
                                .getAdditionalProperties()
                                .getSchema()
                                .setMaxLength(3L)),
                new Break(".spec has a rule that is new: no", schema -> {
                    var rules = new ArrayList<>(Schemas.at(schema, "spec").getXKubernetesValidations());
                    rules.add(new ValidationRuleBuilder()
                            .withRule("self.replicas != 3")
                            .withMessage("no")
                            .build());
                    Schemas.at(schema, "spec").setXKubernetesValidations(rules);
                }));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aChangeThatBreaksUsersIsFound(Break change) {
        var changed = schema(Crds.registry());
        change.change().accept(changed);
        assertThat(Compatibility.breaks(schema(Crds.registry()), changed)).containsExactly(change.said());
    }

    @Test
    void whatIsTakenAsItIsMustStayTaken() {
        var older = schema(Crds.registry());
        Schemas.at(older, "spec.version").setNullable(true);
        Schemas.at(older, "spec.auth").setXKubernetesPreserveUnknownFields(true);
        Schemas.at(older, "spec.nodeSelector").getAdditionalProperties().setSchema(null);
        assertThat(Compatibility.breaks(older, schema(Crds.registry())))
                .containsExactlyInAnyOrder(
                        ".spec.version takes no null",
                        ".spec.auth loses what it does not know",
                        ".spec.nodeSelector takes some entries only");
    }

    private static JSONSchemaProps schema(String crd) {
        return Serialization.unmarshal(crd, CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
    }
}
