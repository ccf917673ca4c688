package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.PodSecrets;
import dev.tardigrade.operator.registry.objects.RegistryObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Turns what is known about a Registry into what it needs. */
public final class Planner {

    private Planner() {}

    public static Plan plan(Inputs inputs) {
        var registry = inputs.registry();
        var allocation = Allocation.of(registry, inputs.cluster());
        var references = new StorageSecrets(inputs).resolve();
        var problem = allocation.conflict(registry.getSpec().storage());
        var objects = allocation.recorded() && problem.isEmpty()
                ? references
                        .usable()
                        .map(secrets -> objects(inputs, allocation, secrets))
                        .orElse(null)
                : null;
        return new Plan(
                allocation,
                references,
                problem.orElse(null),
                Blueprint.image(registry.getSpec(), inputs.images()),
                objects);
    }

    private static List<HasMetadata> objects(Inputs inputs, Allocation allocation, PodSecrets secrets) {
        var owner = Identity.of(inputs.registry(), inputs.cluster()).owner();
        return RegistryObjects.of(
                new Blueprint(inputs.registry(), inputs.images(), owner, allocation.bucketName(), secrets));
    }
}
