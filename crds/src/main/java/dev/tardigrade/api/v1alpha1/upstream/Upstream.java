package dev.tardigrade.api.v1alpha1.upstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A registry elsewhere, whose images are fetched when somebody first pulls them, and kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "duration(self.ttl) <= duration('720h')", message = "upstreams.ttl must be 0s to 720h")
@ValidationRule(
        value = "!has(self.credentialsSecretRef) || self.url.startsWith('https://')",
        message = "upstreams.credentialsSecretRef needs an https url: a login is not sent over plain http")
public record Upstream(
        @JsonPropertyDescription("Name of the upstream, unique in its Registry; at most 40 characters.")
        @Required
        @Size(min = 1, max = 40) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "URL of the upstream, of scheme, host and port alone, for instance https://registry-1.docker.io. Servers must"
                        + " reach it.")
        @Required
        @Size(max = 512) @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$") String url,

        @JsonPropertyDescription(
                "Beginning of the names of its repositories here, for instance docker.io: then docker.io/library/nginx is what"
                        + " the upstream calls library/nginx. Nothing can be pushed below it. No prefix lies in another one.")
        @Required
        @Size(min = 1, max = 128) @Pattern("^[a-z0-9]+((\\.|__?|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|__?|-+)[a-z0-9]+)*)*$") String prefix,

        @JsonPropertyDescription(
                "After which time the upstream is asked again where a tag points, as hours, minutes and seconds, for instance"
                        + " 1h30m; 0s to 720h. What a digest names is never asked for again. Default: 1h.")
        @Default("1h")
        @Size(min = 2, max = 16) @Pattern("^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$") String ttl,

        @JsonPropertyDescription(
                "A Secret of the same namespace with the keys username and password, which servers log in to the upstream with."
                        + " The url must be https then. Default: none, only what everybody may pull.")
        @Nullable LoginReference credentialsSecretRef) {

    public Upstream {
        ttl = ttl == null ? "1h" : ttl;
    }
}
