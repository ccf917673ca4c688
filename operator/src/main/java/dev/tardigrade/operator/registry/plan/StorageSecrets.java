package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.api.v1alpha1.storage.CredentialsReference;
import dev.tardigrade.operator.grant.BucketName;
import dev.tardigrade.operator.registry.model.GatewayCredentials;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.PodSecrets;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.objects.secret.GatewaySecret;
import dev.tardigrade.operator.registry.objects.secret.KeysSecret;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the secrets that the pods of a Registry work with: some are the user's, some are made once and kept. */
final class StorageSecrets {

    private final Inputs inputs;
    private final Allocation allocation;
    private final RegistrySpec spec;
    private final Names names;

    StorageSecrets(Inputs inputs, Allocation allocation) {
        this.inputs = inputs;
        this.allocation = allocation;
        this.spec = inputs.registry().getSpec();
        this.names = new Names(inputs.registry().getMetadata().getName());
    }

    Resolution resolve() {
        return switch (GatewayPlacement.of(spec.storage())) {
            case SIDECAR, DEDICATED -> gateway();
            case HOSTED -> keys();
            case NONE ->
                spec.storage().s3() != null
                        ? keys()
                        : new Resolution.Resolved(new PodSecrets(http(), null, null), Optional.empty());
        };
    }

    private Resolution gateway() {
        var rotation = Rotation.of(spec);
        var current = current();
        return missing().map(problem -> withoutGrant(problem, rotation)).orElseGet(() -> {
            return switch (GatewayGrant.decide(
                    ofGrant(current, rotation), inputs.fresh().nonce(), inputs.now())) {
                case GatewayGrant.Kept(var outlook) ->
                    new Resolution.Resolved(secrets(outlook.current()), Optional.of(outlook));
                case GatewayGrant.Renewed(var grant) ->
                    new Resolution.Issuing(
                            current.map(this::secrets),
                            issued(grant),
                            current.map(credentials -> GatewayGrant.outlook(credentials, rotation)));
                case GatewayGrant.Refused(var problem) -> withoutGrant(problem, rotation);
            };
        });
    }

    private GatewayGrant.Case ofGrant(Optional<GatewayCredentials> current, Rotation rotation) {
        var storj = Objects.requireNonNull(spec.storage().storj(), "a gateway needs Storj");
        var key = reference().keys().getFirst();
        return new GatewayGrant.Case(
                value(key),
                "key %s of Secret %s".formatted(key, reference().name()),
                new BucketName(Objects.requireNonNull(allocation.bucketName(), "Storj has buckets")),
                storj.prefix(),
                current,
                issued().count() > 1,
                rotation);
    }

    private GatewayCredentials issued(SecretValue grant) {
        var fresh = inputs.fresh();
        return new GatewayCredentials(
                names.gateway(fresh.nonce().edition()),
                grant,
                fresh.gateway(),
                inputs.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private Resolution withoutGrant(Problem problem, Rotation rotation) {
        return current()
                .<Resolution>map(credentials -> new Resolution.LastGood(
                        secrets(credentials), problem, Optional.of(GatewayGrant.outlook(credentials, rotation))))
                .orElseGet(() -> new Resolution.Unresolved(problem));
    }

    /** The latest that were issued. */
    private Optional<GatewayCredentials> current() {
        return issued().max(Comparator.comparing(GatewayCredentials::issued).thenComparing(GatewayCredentials::secret));
    }

    /** All that pods may work with: what none uses any more is deleted. */
    private Stream<GatewayCredentials> issued() {
        return inputs.children().all(Secret.class).flatMap(secret -> GatewaySecret.read(secret).stream());
    }

    private PodSecrets secrets(GatewayCredentials credentials) {
        return new PodSecrets(http(), null, credentials);
    }

    private Resolution keys() {
        return missing()
                .map(this::unresolvedKeys)
                .orElseGet(() -> new Resolution.Resolved(
                        new PodSecrets(
                                http(),
                                new KeyPair(
                                        value(CredentialsReference.ACCESS_KEY), value(CredentialsReference.SECRET_KEY)),
                                null),
                        Optional.empty()));
    }

    private Resolution unresolvedKeys(Problem problem) {
        return keptKeys()
                .flatMap(KeysSecret::s3Keys)
                .<Resolution>map(
                        pair -> new Resolution.LastGood(new PodSecrets(http(), pair, null), problem, Optional.empty()))
                .orElseGet(() -> new Resolution.Unresolved(problem));
    }

    private Optional<Problem> missing() {
        return reference().trouble(inputs.referenced());
    }

    private SecretReference reference() {
        return NamedSecrets.storage(inputs.registry().getSpec())
                .orElseThrow(() -> new IllegalStateException("this storage names no Secret"));
    }

    private SecretValue value(String key) {
        return SecretValue.of(
                reference().value(inputs.referenced(), key).reveal().strip());
    }

    private SecretValue http() {
        return keptKeys().flatMap(KeysSecret::http).orElse(inputs.fresh().http());
    }

    private Optional<Secret> keptKeys() {
        return inputs.children().find(Secret.class, names.keys());
    }
}
