package dev.tardigrade.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A container registry. */
@Group("tardigrade.dev")
@Version("v1alpha1")
@ShortNames("reg")
@Categories("registries")
@ValidationRule(
        value = "size(self.metadata.name) <= 40 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message = "the name of a Registry has at most 40 characters, begins with a letter and holds only lower-case"
                + " letters, digits and dashes: it becomes the name of a Service")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url")
@AdditionalPrinterColumn(name = "Storage", jsonPath = ".status.storage.kind")
@AdditionalPrinterColumn(name = "Replicas", jsonPath = ".status.replicas", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Bucket", jsonPath = ".status.storage.bucketName", priority = 1)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.version", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Registry extends CustomResource<RegistrySpec, RegistryStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable RegistrySpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable RegistryStatus initStatus() {
        return null;
    }
}
