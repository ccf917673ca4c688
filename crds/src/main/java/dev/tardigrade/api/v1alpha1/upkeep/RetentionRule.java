package dev.tardigrade.api.v1alpha1.upkeep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Tags of which only some are kept. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RetentionRule(
        @JsonPropertyDescription(
                "In which repositories, one to 64 names: * is any part of one component, ** of a whole name. Default: in all.")
        @Default("[\"**\"]")
        @Size(min = 1, max = 64) List<@Pattern("^[a-z0-9*._/-]{1,255}$") String> repositories,

        @JsonPropertyDescription(
                "Which tags the rule is about, one to 64, for instance dev-*: * is any part of a tag. Default: all.")
        @Default("[\"*\"]")
        @Size(min = 1, max = 64) List<@Pattern(KeptTags.TAG) String> tags,

        @JsonPropertyDescription(
                "Which of them are kept, in each repository by itself. A tag is kept where any rule that is about it does.")
        @Required
        KeptTags keep) {

    public RetentionRule {
        repositories = repositories == null ? List.of("**") : List.copyOf(repositories);
        tags = tags == null ? List.of("*") : List.copyOf(tags);
    }
}
