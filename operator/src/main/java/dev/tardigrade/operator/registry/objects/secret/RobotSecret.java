package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.api.v1alpha1.exposure.Endpoint;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.ServerFiles.Robot;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Secret that a robot logs in with: for {@code imagePullSecrets} and what else reads a Docker configuration, for all addresses of the
 * registry; name and password by themselves too.
 */
public final class RobotSecret {

    private static final String TYPE = "kubernetes.io/dockerconfigjson";
    private static final String CONFIGURATION = ".dockerconfigjson";
    private static final String USER = "username";
    private static final String PASSWORD = "password";

    private RobotSecret() {}

    public static List<Secret> all(Blueprint blueprint) {
        return blueprint.files().robots().stream()
                .map(robot -> of(blueprint, robot))
                .toList();
    }

    private static Secret of(Blueprint blueprint, Robot robot) {
        var password = robot.passwords().current();
        return new SecretBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().robot(robot.name())))
                .withType(TYPE)
                .withData(new TreeMap<>(Map.of(
                        CONFIGURATION,
                        SecretValue.of(configuration(hosts(blueprint), robot.name(), password))
                                .toBase64(),
                        USER,
                        SecretValue.of(robot.name()).toBase64(),
                        PASSWORD,
                        password.toBase64())))
                .build();
    }

    private static String configuration(Stream<String> hosts, String user, SecretValue password) {
        var login = new TreeMap<>(Map.of(
                USER,
                user,
                PASSWORD,
                password.reveal(),
                "auth",
                SecretValue.of(user + ":" + password.reveal()).toBase64()));
        return Serialization.asJson(Map.of(
                "auths", new TreeMap<>(hosts.distinct().collect(Collectors.toMap(host -> host, _ -> login)))));
    }

    /** Those of the exposures, as far as they are known, and that inside the cluster, which every Registry has. */
    private static Stream<String> hosts(Blueprint blueprint) {
        var inside = "%s.%s.svc:%d"
                .formatted(
                        blueprint.names().service(),
                        blueprint.registry().getMetadata().getNamespace(),
                        Ports.REGISTRY);
        return Stream.concat(
                Stream.of(inside),
                Optional.ofNullable(blueprint.registry().getStatus()).map(RegistryStatus::endpoints).stream()
                        .flatMap(List::stream)
                        .map(Endpoint::host)
                        .filter(Objects::nonNull));
    }
}
