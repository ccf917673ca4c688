package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Exactly one place where images are kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.storj), has(self.s3), has(self.filesystem)].filter(one, one).size() == 1",
        message = "storage needs exactly one of storj, s3 and filesystem")
@ValidationRule(
        value = "has(self.storj) == has(oldSelf.storj) && has(self.s3) == has(oldSelf.s3)"
                + " && has(self.filesystem) == has(oldSelf.filesystem)",
        message = "the kind of storage cannot change: make another Registry and copy the images")
public record Storage(
        @JsonPropertyDescription("Storj, by a gateway that the operator runs beside each server pod.") @Nullable StorjStorage storj,

        @JsonPropertyDescription("A bucket at any endpoint that speaks S3.") @Nullable S3Storage s3,

        @JsonPropertyDescription("A volume of this cluster. For one replica only.") @Nullable FilesystemStorage filesystem) {}
