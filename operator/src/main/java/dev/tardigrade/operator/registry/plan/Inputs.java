package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.Images;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a Registry before anything is decided.
 *
 * @param referenced the Secret that the spec names; null where it is not there, or none is named
 * @param fresh used where the Registry has no keys yet
 */
public record Inputs(
        Registry registry,
        ClusterIdentity cluster,
        Images images,
        @Nullable Secret referenced,
        Children children,
        FreshKeys fresh,
        Instant now) {

    Optional<Secret> referencedSecret() {
        return Optional.ofNullable(referenced);
    }
}
