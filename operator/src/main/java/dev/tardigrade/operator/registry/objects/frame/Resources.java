package dev.tardigrade.operator.registry.objects.frame;

import dev.tardigrade.api.v1alpha1.ComputeResources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compute resources of the containers, where the spec says nothing. */
public final class Resources {

    public static final ComputeResources REGISTRY = defaults("100m", "256Mi", "1Gi");
    public static final ComputeResources GATEWAY = defaults("50m", "128Mi", "512Mi");
    public static final ComputeResources BUCKET = defaults("50m", "128Mi", "256Mi");

    private Resources() {}

    public static ResourceRequirements orDefault(@Nullable ComputeResources wanted, ComputeResources defaults) {
        return requirements(wanted == null ? defaults : wanted);
    }

    public static ResourceRequirements requirements(ComputeResources resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .build();
    }

    /** The same with this much more memory to use at most. */
    public static ComputeResources withMemory(ComputeResources resources, Quantity more) {
        var limits = new HashMap<>(resources.limits());
        limits.computeIfPresent("memory", (_, limit) -> limit.add(more));
        return new ComputeResources(resources.requests(), limits);
    }

    private static ComputeResources defaults(String cpu, String memory, String memoryLimit) {
        return new ComputeResources(
                Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)),
                Map.of("memory", new Quantity(memoryLimit)));
    }
}
