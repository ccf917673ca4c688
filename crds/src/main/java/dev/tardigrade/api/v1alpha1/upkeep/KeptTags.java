package dev.tardigrade.api.v1alpha1.upkeep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule of retention keeps: what one of these says. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.newest) || has(self.pushedWithin) || has(self.tags)",
        message = "retention.keep needs newest, pushedWithin or tags: a rule must keep something")
@ValidationRule(
        value =
                "!has(self.pushedWithin) || (duration(self.pushedWithin) >= duration('1h') && duration(self.pushedWithin) <= duration('87600h'))",
        message = "retention.keep.pushedWithin must be 1h to 87600h")
public record KeptTags(
        @JsonPropertyDescription(
                "So many of those that were pushed last, 1 to 10000; tags of immutableTags and of keep.tags do not count."
                        + " Default: none by this.")
        @Min(1) @Max(10_000) @Nullable Integer newest,

        @JsonPropertyDescription(
                "Those whose last push is not longer ago, as hours, minutes and seconds, for instance 720h; 1h to 87600h. Default:"
                        + " none by this.")
        @Size(min = 2, max = 16) @Pattern(GarbageCollection.LENGTH) @Nullable String pushedWithin,

        @JsonPropertyDescription(
                "Those of these names, one to 64, for instance latest or v*, whatever their age. Default: none by this.")
        @Size(min = 1, max = 64) List<@Pattern(KeptTags.TAG) String> tags) {

    static final String TAG = "^[A-Za-z0-9._*-]{1,128}$";

    public KeptTags {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
