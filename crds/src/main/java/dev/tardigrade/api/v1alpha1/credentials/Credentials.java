package dev.tardigrade.api.v1alpha1.credentials;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What becomes of the credentials that the operator makes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(
        @JsonPropertyDescription(
                "When the grant and the keys of the gateway to Storj, the passwords of robots and the keys of tokens are replaced by new ones. Default: every 720h, with an"
                        + " overlap of 168h.")
        @Default("{}")
        Rotation rotation) {

    public static final Credentials DEFAULT = new Credentials(Rotation.DEFAULT);

    public Credentials {
        rotation = rotation == null ? Rotation.DEFAULT : rotation;
    }
}
