package dev.tardigrade.operator.registry.objects.exposure;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.exposure.IssuerReference;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The certificates that cert-manager is to issue: one for each Ingress, and one that the servers share. */
public final class CertificateObjects {

    private CertificateObjects() {}

    public static Stream<HasMetadata> of(Blueprint blueprint) {
        if (!blueprint.installed().has(OptionalKind.CERTIFICATE)) {
            return Stream.empty();
        }
        var exposures = blueprint.spec().exposure();
        var servers = exposures.stream()
                .filter(exposure ->
                        exposure.type().isDirect() && issuer(exposure).isPresent())
                .findFirst()
                .map(exposure -> certificate(
                        blueprint,
                        blueprint.names().serverCertificate(),
                        issuer(exposure).orElseThrow(),
                        serverNames(blueprint)));
        var ingresses = exposures.stream()
                .filter(exposure -> !exposure.type().isDirect())
                .flatMap(exposure -> issuer(exposure).stream()
                        .map(issuer -> certificate(
                                blueprint,
                                blueprint.names().exposureCertificate(exposure.name()),
                                issuer,
                                List.of(Objects.requireNonNull(exposure.host(), "the schema wants a host")))));
        return Stream.concat(servers.stream(), ingresses);
    }

    private static Optional<IssuerReference> issuer(Exposure exposure) {
        return Optional.ofNullable(exposure.tls()).flatMap(tls -> Optional.ofNullable(tls.issuerRef()));
    }

    /** All names that lead to a server: the exposures' hosts, and the Service inside the cluster. */
    private static List<String> serverNames(Blueprint blueprint) {
        var service = blueprint.names().service() + "."
                + blueprint.registry().getMetadata().getNamespace();
        var hosts = blueprint.spec().exposure().stream()
                .map(Exposure::host)
                .filter(Objects::nonNull)
                .distinct();
        return Stream.concat(hosts, Stream.of(service + ".svc", service + ".svc.cluster.local"))
                .toList();
    }

    private static HasMetadata certificate(
            Blueprint blueprint, String name, IssuerReference issuer, List<String> dnsNames) {
        return OptionalKind.CERTIFICATE.object(
                Metadata.owned(blueprint, name),
                Map.of(
                        "secretName",
                        name,
                        "dnsNames",
                        dnsNames,
                        "issuerRef",
                        Map.of(
                                "group",
                                OptionalKind.CERTIFICATE.group(),
                                "kind",
                                issuer.kind().name(),
                                "name",
                                issuer.name())));
    }
}
