package dev.tardigrade.api.v1alpha1.credentials;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A schedule on which credentials are replaced. Both lengths are hours, minutes and seconds, for instance {@code 1h30m}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "duration(self.interval) >= duration('1m') && duration(self.interval) <= duration('87600h')",
        message = "interval must be 1m to 87600h")
@ValidationRule(
        value = "duration(self.overlap) >= duration('1m') && duration(self.overlap) <= duration('8760h')",
        message = "overlap must be 1m to 8760h")
public record Rotation(
        @JsonPropertyDescription(
                "Time from one renewal to the next, as hours, minutes and seconds, for instance 720h; 1m to 87600h. A renewal of"
                        + " the gateway's replaces the server pods one by one. Passwords of robots and keys of tokens are renewed"
                        + " every 10m at most. Default: 720h.")
        @Default(Rotation.DEFAULT_INTERVAL)
        @Size(min = 2, max = 16) @Pattern(Rotation.LENGTH) String interval,

        @JsonPropertyDescription(
                "Time that credentials go on working after their renewal, in which all server pods must be replaced and an"
                        + " operator that stood still must be back; 1m to 8760h. Each grant ends after interval and overlap; passwords of"
                        + " robots and keys of tokens work for 1h more at least, unless the next renewal comes sooner."
                        + " Default: 168h.")
        @Default(Rotation.DEFAULT_OVERLAP)
        @Size(min = 2, max = 16) @Pattern(Rotation.LENGTH) String overlap) {

    static final String DEFAULT_INTERVAL = "720h";
    static final String DEFAULT_OVERLAP = "168h";
    static final String LENGTH = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";

    public static final Rotation DEFAULT = new Rotation(DEFAULT_INTERVAL, DEFAULT_OVERLAP);

    public Rotation {
        interval = interval == null ? DEFAULT_INTERVAL : interval;
        overlap = overlap == null ? DEFAULT_OVERLAP : overlap;
    }
}
