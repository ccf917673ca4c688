package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.model.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Registry needs.
 *
 * @param problem why the spec cannot be carried out as it stands; null where it can
 * @param image of the server
 * @param objects what is wanted; null where too little is known to want anything, and what is there stays as it is
 */
public record Plan(
        Allocation allocation,
        Resolution references,
        @Nullable Problem problem,
        ImageName image,
        @Nullable List<HasMetadata> objects) {

    public Optional<Problem> specProblem() {
        return Optional.ofNullable(problem);
    }

    public Optional<List<HasMetadata>> wanted() {
        return Optional.ofNullable(objects);
    }
}
