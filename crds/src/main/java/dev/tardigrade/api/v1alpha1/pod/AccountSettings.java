package dev.tardigrade.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The account that the server pods run as. No token of it is mounted. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!(has(self.name) && has(self.annotations))",
        message = "annotations cannot be set beside name: an account of yours is not changed")
public record AccountSettings(
        @JsonPropertyDescription(
                "Name of a ServiceAccount of the same namespace that you made. Default: one that the operator makes.")
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable String name,

        @JsonPropertyDescription(
                "Annotations of the ServiceAccount that the operator makes, at most 32; for instance for the identity of a"
                        + " cloud. Not together with name. Default: none.")
        @Size(max = 32) Map<String, String> annotations) {

    public static final AccountSettings OWN = new AccountSettings(null, Map.of());

    public AccountSettings {
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
