package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A bucket on Storj. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(oldSelf.bucket) || !has(oldSelf.bucket.name)"
                + " || (has(self.bucket) && has(self.bucket.name) && self.bucket.name == oldSelf.bucket.name)",
        message = "bucket.name cannot change: the images are in the bucket")
@ValidationRule(
        value = "has(self.prefix) == has(oldSelf.prefix) && (!has(self.prefix) || self.prefix == oldSelf.prefix)",
        message = "prefix cannot change: the images are below it")
@ValidationRule(
        value = "self.gateway.mode == 'Hosted' || has(self.accessGrantSecretRef)",
        message = "accessGrantSecretRef is needed unless gateway.mode is Hosted")
public record StorjStorage(
        @JsonPropertyDescription(
                "The Secret of the same namespace that holds the access grant. The gateway never gets it, but one that is cut"
                        + " down to the bucket and ends. Needed unless gateway.mode is Hosted. Default: none.")
        @Nullable GrantReference accessGrantSecretRef,

        @JsonPropertyDescription(
                "The gateway between the registry and Storj. Default: a sidecar with the settings below.")
        @Default("{}")
        Gateway gateway,

        @JsonPropertyDescription(
                "The bucket. Default: one that is made for this Registry; status.storage.bucketName names it.")
        @Nullable Bucket bucket,

        @JsonPropertyDescription(
                "Where in the bucket the registry keeps its objects, for instance team-a/images: components of letters,"
                        + " digits and ._- joined by slashes, at most 256 characters. Default: the root.")
        @Size(max = 256) @Pattern("^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$") @Nullable String prefix) {

    public StorjStorage {
        gateway = gateway == null ? Gateway.SIDECAR : gateway;
    }
}
