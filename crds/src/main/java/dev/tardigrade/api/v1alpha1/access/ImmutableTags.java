package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Tags that stay where they were pushed first. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImmutableTags(
        @JsonPropertyDescription("Which tags, one to 64, for instance v*: * is any part of a tag.")
        @Required
        @Size(min = 1, max = 64) List<@Pattern(ImmutableTags.TAG) String> tags,

        @JsonPropertyDescription(
                "Which of them are moved and deleted all the same, at most 64, for instance *-rc*. Default: none.")
        @Size(max = 64) List<@Pattern(ImmutableTags.TAG) String> except,

        @JsonPropertyDescription(
                "In which repositories, one to 64 names: * is any part of one component, ** of a whole name. Default: in all.")
        @Default("[\"**\"]")
        @Size(min = 1, max = 64) List<@Pattern("^[a-z0-9*._/-]{1,255}$") String> repositories) {

    static final String TAG = "^[A-Za-z0-9._*-]{1,128}$";

    public ImmutableTags {
        tags = List.copyOf(tags);
        except = except == null ? List.of() : List.copyOf(except);
        repositories = repositories == null ? List.of("**") : List.copyOf(repositories);
    }
}
