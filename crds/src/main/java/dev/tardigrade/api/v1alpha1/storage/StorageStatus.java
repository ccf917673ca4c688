package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The storage that a registry uses. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageStatus(
        @JsonPropertyDescription("Kind of storage.") @Nullable StorageKind kind,

        @JsonPropertyDescription("Name of the bucket. It is recorded before anything is made, and then stays.")
        @Nullable String bucketName,

        @JsonPropertyDescription("Whether the bucket, or the place in it, carries the mark of this Registry.") @Nullable Boolean bucketOwned,

        @JsonPropertyDescription(
                "Whether the bucket was made for this Registry. Only then does deletionPolicy Delete remove the bucket itself"
                        + " and not just the images in it.")
        @Nullable Boolean bucketCreated,

        @JsonPropertyDescription("What the storage was found to be able to do.") @Nullable Capabilities capabilities) {}
