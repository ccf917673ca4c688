package dev.tardigrade.api.v1alpha1.upkeep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Keeps blobs that were pulled beside each server, so that they are read from the storage once. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "quantity(string(self.size)).compareTo(quantity('64Mi')) >= 0"
                + " && quantity(string(self.size)).compareTo(quantity('64Ti')) <= 0",
        message = "cache.size must be 64Mi to 64Ti")
@ValidationRule(
        value = "!has(self.storageClassName) || self.medium == 'Volume'",
        message = "cache.storageClassName can be set for medium Volume only")
public record BlobCache(
        @JsonPropertyDescription(
                "Size of the cache of each server in bytes, for instance 20Gi; 64Mi to 64Ti. Blobs take nine tenths of it, the"
                        + " rest is for those that just arrive.")
        @Required
        Quantity size,

        @JsonPropertyDescription(
                "Where it is. Disk: on the disk of the node. Memory: in memory; the size is added to the default limit of the"
                        + " server container; one of yours must have room for it, and for"
                        + " a heap of two fifths of the rest. Volume: on a volume of the cluster that comes and goes with"
                        + " the pod. Default: Disk.")
        @Default("Disk")
        CacheMedium medium,

        @JsonPropertyDescription("Storage class of the volume, for medium Volume. Default: that of the cluster.")
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable String storageClassName) {

    public BlobCache {
        medium = medium == null ? CacheMedium.Disk : medium;
    }
}
