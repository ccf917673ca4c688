package dev.tardigrade.api.v1alpha1.upkeep;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What becomes of pushes that nobody finishes. */
@ValidationRule(
        value = "duration(self.maxAge) >= duration('1h') && duration(self.maxAge) <= duration('8760h')",
        message = "uploads.maxAge must be 1h to 8760h")
public record Uploads(
        @JsonPropertyDescription(
                "For how long nobody must have gone on with an upload before what it left is removed, as hours, minutes and"
                        + " seconds, for instance 168h; 1h to 8760h. Default: 168h.")
        @Default("168h")
        @Size(min = 2, max = 16) @Pattern(GarbageCollection.LENGTH) String maxAge) {

    public Uploads {
        maxAge = maxAge == null ? "168h" : maxAge;
    }
}
