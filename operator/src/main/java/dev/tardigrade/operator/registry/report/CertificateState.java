package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Optional;

/** What cert-manager says of a certificate. */
record CertificateState(String name, Optional<GenericKubernetesResource> certificate) {

    /** Why it cannot be served yet, if so. */
    Optional<Problem> obstacle() {
        var ready = certificate.stream()
                .flatMap(found -> RouteState.entries(found.get("status", "conditions"))
                        .filter(condition -> isOf(found, condition)))
                .filter(condition -> "Ready".equals(RouteState.text(condition, "type")))
                .<Map<?, ?>>map(condition -> condition)
                .findFirst();
        if (ready.isEmpty()) {
            return Optional.of(notReady("cert-manager has not looked at it yet"));
        }
        return "True".equals(RouteState.text(ready.get(), "status"))
                ? Optional.empty()
                : Optional.of(notReady(RouteState.text(ready.get(), "message")));
    }

    /** Whether a condition is about the object as it is now, and not about what it was. */
    private static boolean isOf(GenericKubernetesResource object, Map<?, ?> condition) {
        return !(condition.get("observedGeneration") instanceof Number observed)
                || object.getMetadata().getGeneration() == null
                || observed.longValue() >= object.getMetadata().getGeneration();
    }

    private Problem notReady(String why) {
        return new Problem(
                Reason.CERTIFICATE_NOT_READY,
                "the certificate is not issued: %s; see kubectl describe certificate %s".formatted(why, name));
    }
}
