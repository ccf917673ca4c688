package dev.tardigrade.api.v1alpha1.upkeep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When content that nothing refers to any more is removed. Lengths are hours, minutes and seconds, for instance {@code 1h30m}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "duration(self.interval) >= duration('1m') && duration(self.interval) <= duration('8760h')",
        message = "gc.interval must be 1m to 8760h")
@ValidationRule(
        value = "duration(self.gracePeriod) >= duration('5m') && duration(self.gracePeriod) <= duration('8760h')",
        message = "gc.gracePeriod must be 5m to 8760h: a push lasts from its first blob to its manifest")
public record GarbageCollection(
        @JsonPropertyDescription(
                "Time from one collection to the next, as hours, minutes and seconds, for instance 24h; 1m to 8760h. Default:"
                        + " 24h.")
        @Default("24h")
        @Size(min = 2, max = 16) @Pattern(GarbageCollection.LENGTH) String interval,

        @JsonPropertyDescription(
                "How long what a client was told exists stays though nothing refers to it, as hours, minutes and seconds; 5m to"
                        + " 8760h. Default: 2h.")
        @Default("2h")
        @Size(min = 2, max = 16) @Pattern(GarbageCollection.LENGTH) String gracePeriod,

        @JsonPropertyDescription(
                "Whether manifests that no tag, index or subject leads to are removed, too. Default: false.")
        @Default("false")
        Boolean untagged,

        @JsonPropertyDescription("Whether nothing is collected for now, and retention removes no tags. Default: false.")
        @Default("false")
        Boolean suspend,

        @JsonPropertyDescription(
                "Whether servers only log which tags retention would remove, and why; they stay. Default: false.")
        @Default("false")
        Boolean dryRetention) {

    static final String LENGTH = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";

    public GarbageCollection {
        interval = interval == null ? "24h" : interval;
        gracePeriod = gracePeriod == null ? "2h" : gracePeriod;
        untagged = untagged != null && untagged;
        suspend = suspend != null && suspend;
        dryRetention = dryRetention != null && dryRetention;
    }
}
