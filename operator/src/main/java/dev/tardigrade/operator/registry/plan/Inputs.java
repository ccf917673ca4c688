package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.issuer.Answer;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.Images;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.List;

/**
 * All that is known about a Registry before anything is decided.
 *
 * @param referenced the Secrets that the spec names, as far as they are there
 * @param issuer who signs the tokens of ServiceAccounts, where the spec wants to know
 * @param installed which kinds of objects the cluster knows
 * @param fresh used where the Registry has no keys yet
 */
public record Inputs(
        Registry registry,
        ClusterIdentity cluster,
        Images images,
        ReferencedSecrets referenced,
        Answer issuer,
        InstalledKinds installed,
        Children children,
        FreshKeys fresh,
        Instant now) {

    /** The same with what the API server knows of Secrets, where a cache may be behind. */
    public Inputs withSecrets(List<Secret> secrets) {
        return withChildren(children.with(Secret.class, secrets));
    }

    /** The same with other objects, as far as they are of the Registry. */
    public Inputs withChildren(Children others) {
        return new Inputs(
                registry,
                cluster,
                images,
                referenced,
                issuer,
                installed,
                Children.of(registry, others.objects()),
                fresh,
                now);
    }
}
