package dev.tardigrade.e2e.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The Secrets of the robots of {@code team-a}, as their holders and the kubelet see them. */
record RobotSecrets(TestNamespace namespace) {

    private static final String OPERATOR = "tardigrade-operator";

    Optional<Secret> ofRobot(String robot) {
        return find("team-a-" + robot + "-robot");
    }

    String password(String robot) {
        return text(ofRobot(robot).orElseThrow(), "password");
    }

    /** What Docker, and so the kubelet, takes it for: the logins by host. */
    JsonNode logins(String robot) {
        return Serialization.unmarshal(text(ofRobot(robot).orElseThrow(), ".dockerconfigjson"), JsonNode.class)
                .get("auths");
    }

    /** The password that servers take already and the robot has not got yet. */
    Optional<String> nextPassword(String robot) {
        return find("team-a-robots")
                .filter(secret -> secret.getData().containsKey(robot + ".next"))
                .map(secret -> text(secret, robot + ".next"));
    }

    /** Gives servers the file that they read, as the kubelet does. */
    void mountAt(Path file) {
        String robots = text(find("team-a-robots").orElseThrow(), "robots");
        try {
            Path fresh = Files.writeString(file.resolveSibling("fresh"), robots);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the last step of a robot's passwords so old, as if the operator had made it then. */
    void age(String robot, Duration age) {
        Secret secret = find("team-a-robots").orElseThrow();
        Map<String, String> data = new TreeMap<>(secret.getData());
        data.put(
                robot + ".since",
                Base64.getEncoder()
                        .encodeToString(Instant.now().minus(age).toString().getBytes(UTF_8)));
        namespace
                .client()
                .resource(new SecretBuilder(secret)
                        .editMetadata()
                        .withManagedFields()
                        .withResourceVersion(null)
                        .withUid(null)
                        .withCreationTimestamp(null)
                        .endMetadata()
                        .withData(data)
                        .build())
                .fieldManager(OPERATOR)
                .forceConflicts()
                .serverSideApply();
    }

    private Optional<Secret> find(String name) {
        return Optional.ofNullable(namespace
                .client()
                .secrets()
                .inNamespace(namespace.name())
                .withName(name)
                .get());
    }

    private static String text(Secret secret, String key) {
        return new String(
                Base64.getDecoder()
                        .decode(Objects.requireNonNull(secret.getData().get(key), key)),
                UTF_8);
    }
}
