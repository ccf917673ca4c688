package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How many requests each server pod answers at a time. Others wait for 10 s, and are then told to come again (429). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
        @JsonPropertyDescription(
                "Requests that read at a time in each server pod (pulls, lists), 1 to 10000. Default: as many as its memory allows.")
        @Min(1) @Max(10_000) @Nullable Integer read,

        @JsonPropertyDescription(
                "Requests that write at a time in each server pod (pushes, deletions), 1 to 10000. Default: as many as its memory"
                        + " allows.")
        @Min(1) @Max(10_000) @Nullable Integer write) {}
