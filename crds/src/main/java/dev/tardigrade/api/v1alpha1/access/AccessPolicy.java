package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Allows some to do something. What no policy allows is denied. */
public record AccessPolicy(
        @JsonPropertyDescription(
                "Who is allowed, one to 64 entries: anonymous (everybody, with credentials or without), authenticated (every"
                        + " user of htpasswdSecretRef), user:NAME, group:NAME, robot:NAME, oidc:NAME, serviceaccount:NAMESPACE/NAME; in"
                        + " the last two * is any part of a name up to a slash, ** any part.")
        @Required
        @Size(min = 1, max = 64) List<
                        @Size(max = 300) @Pattern("^(anonymous|authenticated|(user|group|robot):[^:,\\s]{1,128}"
                                + "|oidc:([*]{1,2}|([*]{0,2}[^*,\\s])+[*]{0,2})"
                                + "|serviceaccount:([a-z0-9-]+[*]?|[*])/([a-z0-9.-]+[*]?|[*]))$")
                        String>
                who,

        @JsonPropertyDescription(
                "Which repositories, one to 64 names: * is any part of one component, ** of a whole name; team/** does not cover"
                        + " team itself.")
        @Required
        @Size(min = 1, max = 64) List<@Pattern("^[a-z0-9*._/-]{1,255}$") String> repositories,

        @JsonPropertyDescription("What they may do: pull, push, delete. None includes another.")
        @Required
        @Size(min = 1, max = 3) List<Action> actions) {

    /** Everybody, with credentials or without. */
    public static final String ANYONE = "anonymous";

    public AccessPolicy {
        who = List.copyOf(who);
        repositories = List.copyOf(repositories);
        actions = List.copyOf(actions);
    }
}
