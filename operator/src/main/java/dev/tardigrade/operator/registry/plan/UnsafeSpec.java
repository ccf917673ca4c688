package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.api.v1alpha1.access.Oidc;
import dev.tardigrade.api.v1alpha1.storage.S3Storage;
import dev.tardigrade.api.v1alpha1.storage.StorjStorage;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.MetadataAddresses;
import dev.tardigrade.operator.vocabulary.Reason;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a schema lets through and no Registry may ask for. What runs already runs on as it is. */
final class UnsafeSpec {

    /** Names that each pod resolves to itself, and under which clouds tell a machine its secrets. */
    private static final Set<String> OF_THE_MACHINE =
            Set.of("localhost", "ip6-localhost", "ip6-loopback", "metadata.goog", "instance-data");

    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}");

    /** Some programs read these as addresses: 2852039166 and 0xa9fea9fe are 169.254.169.254. */
    private static final Pattern ODD_ADDRESS = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    private static final int MULTICAST = 224;
    private static final int HIGHEST_PORT = 65_535;

    private UnsafeSpec() {}

    static Optional<Problem> problem(RegistrySpec spec) {
        return endpoint(
                        "spec.storage.s3.endpoint",
                        Optional.ofNullable(spec.storage().s3())
                                .map(S3Storage::endpoint)
                                .orElse(null))
                .or(() -> endpoint(
                        "spec.storage.storj.gateway.endpoint",
                        Optional.ofNullable(spec.storage().storj())
                                .map(StorjStorage::gateway)
                                .map(gateway -> gateway.endpoint())
                                .orElse(null)))
                .or(() -> receivers(spec))
                .or(() -> upstreams(spec))
                .or(() -> issuer(spec))
                .or(() -> priority(spec))
                .or(() -> RepositoryPatterns.problem(spec));
    }

    private static Optional<Problem> endpoint(String field, @Nullable String url) {
        return Optional.ofNullable(url)
                .filter(text -> isOfTheMachine(host(text)))
                .map(text -> new Problem(
                        Reason.INVALID_SPEC,
                        "%s names the machine itself, or an address that only machines have for themselves: name a storage that all servers reach by the network"
                                .formatted(field)));
    }

    private static String host(String url) {
        var host = URI.create(url).getHost();
        // a name that is none, for java.net.URI, is taken as it stands
        return (host == null ? url.replaceFirst("^https?://", "").replaceFirst("[:/].*$", "") : host)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.$", "");
    }

    /** Whether it is loopback, link-local (as the metadata of clouds is), multicast, or none that it looks like. */
    private static boolean isOfTheMachine(String host) {
        if (OF_THE_MACHINE.contains(host)
                || MetadataAddresses.IPV4.contains(host)
                || host.endsWith(".localhost")
                || host.startsWith("metadata.google.")) {
            return true;
        }
        var address = ADDRESS.matcher(host);
        if (!address.matches()) {
            return ODD_ADDRESS.matcher(host).matches();
        }
        var first = Integer.parseInt(address.group(1));
        return first == 0
                || first == 127
                || first >= MULTICAST
                || (first == 169 && Integer.parseInt(address.group(2)) == 254)
                || address.group().matches("(.*\\.)?0\\d.*");
    }

    private static Optional<Problem> receivers(RegistrySpec spec) {
        return spec.notifications().stream()
                .filter(receiver -> isUnreachable(receiver.url()))
                .findFirst()
                .map(receiver -> new Problem(
                        Reason.INVALID_SPEC,
                        "spec.notifications[%s].url names no host, no port that there is, the machine itself, or an address that only machines have for themselves: name a receiver that all servers reach by the network"
                                .formatted(receiver.name())));
    }

    private static Optional<Problem> upstreams(RegistrySpec spec) {
        return spec.upstreams().stream()
                .filter(upstream -> isUnreachable(upstream.url()))
                .findFirst()
                .map(upstream -> new Problem(
                        Reason.INVALID_SPEC,
                        "spec.upstreams[%s].url names no host, no port that there is, the machine itself, or an address that only machines have for themselves: name a registry that all servers reach by the network"
                                .formatted(upstream.name())));
    }

    private static boolean isUnreachable(String url) {
        return !hasHostAndPort(URI.create(url)) || isOfTheMachine(host(url));
    }

    private static Optional<Problem> issuer(RegistrySpec spec) {
        return Optional.ofNullable(spec.auth())
                .map(Auth::oidc)
                .map(Oidc::issuer)
                .filter(UnsafeSpec::isUnreachable)
                .map(
                        _ -> new Problem(
                                Reason.INVALID_SPEC,
                                "spec.auth.oidc.issuer names no host, no port that there is, the machine itself, or an address that only machines have for themselves: name a host of an issuer that all servers reach by the network"));
    }

    private static boolean hasHostAndPort(URI url) {
        return url.getHost() != null && url.getPort() != 0 && url.getPort() <= HIGHEST_PORT;
    }

    private static Optional<Problem> priority(RegistrySpec spec) {
        return Optional.ofNullable(spec.priorityClassName())
                .filter(name -> name.startsWith("system-"))
                .map(name -> new Problem(
                        Reason.INVALID_SPEC,
                        "spec.priorityClassName is %s, which drives what the cluster itself needs off its nodes: name a class of yours"
                                .formatted(name)));
    }
}
