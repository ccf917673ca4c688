package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** A volume of the cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "quantity(string(self.size)).compareTo(quantity(string(oldSelf.size))) >= 0",
        message = "size cannot shrink")
@ValidationRule(
        value = "has(self.storageClassName) == has(oldSelf.storageClassName)"
                + " && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)",
        message = "storageClassName cannot change: the images are on its volume")
public record FilesystemStorage(
        @JsonPropertyDescription(
                "Size of the volume in bytes, for instance 100Gi. It can grow where the storage class allows. Default: 10Gi.")
        @Default("10Gi")
        Quantity size,

        @JsonPropertyDescription("Storage class of the volume. Default: that of the cluster.")
        @Size(min = 1, max = 253) @Nullable String storageClassName) {

    public FilesystemStorage {
        size = size == null ? new Quantity("10Gi") : size;
    }
}
