package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.credentials.CredentialsStatus;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.plan.Outlook;
import dev.tardigrade.operator.registry.plan.Resolution;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is to say about the credentials that the operator made. */
record CredentialsReport(Resolution references, Children children, Instant now) {

    Finding finding() {
        return references
                .credentials()
                .map(this::finding)
                .orElseGet(() -> Finding.unknown("no grant has been made for the gateway yet"));
    }

    private Finding finding(Outlook outlook) {
        if (outlook.isOver(now)) {
            return Finding.no(Reason.EXPIRED, "the grant of the gateway ended at %s%s".formatted(outlook.end(), why()));
        }
        if (references.issued().isPresent() || children.servers().anyMatch(pod -> isBehind(pod, outlook))) {
            return Finding.no(
                    Reason.ROTATING,
                    "the servers are given new credentials one by one; those in use work until " + outlook.end());
        }
        if (references.trouble().isPresent() && !now.isBefore(outlook.renewal())) {
            return Finding.no(
                    references.trouble().map(Problem::reason).orElse(Reason.EXPIRED),
                    "the grant of the gateway was to be renewed at %s and ends at %s%s"
                            .formatted(outlook.renewal(), outlook.end(), why()));
        }
        return Finding.yes(
                outlook.renewal().isBefore(outlook.end())
                        ? "the grant of the gateway works until %s and is renewed at %s"
                                .formatted(outlook.end(), outlook.renewal())
                        : "the grant of the gateway works until %s, as the user's does: put one into the Secret that ends later"
                                .formatted(outlook.end()));
    }

    private String why() {
        return references.trouble().map(problem -> "; " + problem.message()).orElse("");
    }

    @Nullable CredentialsStatus status() {
        return references
                .credentials()
                .map(outlook -> new CredentialsStatus(
                        Optional.of(outlook.end())
                                .filter(end -> !end.equals(Instant.MAX))
                                .map(Instant::toString)
                                .orElse(null),
                        outlook.current().issued().toString()))
                .orElse(null);
    }

    private static boolean isBehind(Pod pod, Outlook outlook) {
        if (pod.getSpec() == null || pod.getMetadata().getDeletionTimestamp() != null) {
            return false;
        }
        var keys = pod.getSpec().getContainers().stream()
                .flatMap(container -> storageSecrets(container))
                .toList();
        return !keys.isEmpty() && !keys.contains(outlook.current().secret());
    }

    private static Stream<String> storageSecrets(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().startsWith("REGISTRY_STORAGE_"))
                .map(EnvVar::getValueFrom)
                .filter(source -> source != null && source.getSecretKeyRef() != null)
                .map(source -> source.getSecretKeyRef().getName());
    }
}
