package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A bucket, and whether it may be taken over. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Bucket(
        @JsonPropertyDescription(
                "Name of the bucket, 3 to 63 characters of a-z, 0-9, dot and dash. It is made if it is missing. Default: a name"
                        + " made of cluster, namespace and name of the Registry.")
        @Size(min = 3, max = 63) @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$") @Nullable String name,

        @JsonPropertyDescription(
                "Whether to take over a bucket that holds objects already or belongs to another Registry. Take over only what no"
                        + " running registry uses. Default: false.")
        @Default("false")
        Boolean adopt) {

    public Bucket {
        adopt = adopt != null && adopt;
    }
}
