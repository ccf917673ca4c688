package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A bucket at an endpoint that speaks S3. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(oldSelf.bucket) || !has(oldSelf.bucket.name)"
                + " || (has(self.bucket) && has(self.bucket.name) && self.bucket.name == oldSelf.bucket.name)",
        message = "bucket.name cannot change: the images are in the bucket")
@ValidationRule(
        value = "has(self.prefix) == has(oldSelf.prefix) && (!has(self.prefix) || self.prefix == oldSelf.prefix)",
        message = "prefix cannot change: the images are below it")
public record S3Storage(
        @JsonPropertyDescription("URL of the endpoint, for instance https://gateway.storjshare.io.")
        @Required
        @Size(max = 512) @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$") String endpoint,

        @JsonPropertyDescription("Region that requests are signed for. Default: us-east-1.")
        @Default("us-east-1")
        @Size(min = 1, max = 64) @Pattern("^[A-Za-z0-9-]+$") String region,

        @JsonPropertyDescription(
                "Whether the bucket stands in the path of URLs and not in the host name. Default: true.")
        @Default("true")
        Boolean forcePathStyle,

        @JsonPropertyDescription("The Secret of the same namespace that holds the pair of keys.") @Required
        CredentialsReference credentialsSecretRef,

        @JsonPropertyDescription(
                "The bucket. Default: one that is made for this Registry; status.storage.bucketName names it.")
        @Nullable Bucket bucket,

        @JsonPropertyDescription(
                "Where in the bucket the registry keeps its objects, for instance team-a/images: components of letters,"
                        + " digits and ._- joined by slashes, at most 256 characters. Default: the root.")
        @Size(max = 256) @Pattern("^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$") @Nullable String prefix) {

    public S3Storage {
        region = region == null ? "us-east-1" : region;
        forcePathStyle = forcePathStyle == null || forcePathStyle;
    }
}
