package dev.tardigrade.operator.registry.objects.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.ServerFiles.Robot;
import dev.tardigrade.operator.registry.model.Succession;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Secret of the passwords of robots: those that were made, and a file of their hashes. Servers get that file alone, and read it again when
 * it changes, so a change restarts none.
 */
public final class RobotsSecret {

    private static final String HASHES = "robots";
    private static final String CURRENT = ".current";
    private static final String PREVIOUS = ".previous";
    private static final String NEXT = ".next";
    private static final String SINCE = ".since";

    private static final SecretFolder FOLDER = new SecretFolder("robots", "/etc/registry-robots");

    public static final String FILE = FOLDER.path() + "/" + HASHES;

    private RobotsSecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        var robots = blueprint.files().robots();
        if (robots.isEmpty()) {
            return Optional.empty();
        }
        var data = new TreeMap<String, String>();
        data.put(
                HASHES,
                SecretValue.of(robots.stream().flatMap(RobotsSecret::lines).collect(Collectors.joining()))
                        .toBase64());
        robots.forEach(robot -> {
            var passwords = robot.passwords();
            data.put(robot.name() + CURRENT, passwords.current().toBase64());
            passwords.before().ifPresent(old -> data.put(robot.name() + PREVIOUS, old.toBase64()));
            passwords.after().ifPresent(next -> data.put(robot.name() + NEXT, next.toBase64()));
            data.put(
                    robot.name() + SINCE,
                    SecretValue.of(passwords.since().toString()).toBase64());
        });
        return Optional.of(new SecretBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().robots()))
                .withType("Opaque")
                .withData(data)
                .build());
    }

    /** The passwords of a robot, if the Secret has some. What others have put into it is not believed. */
    public static Optional<Succession> read(Secret secret, String robot) {
        return SecretData.own(secret, robot + SINCE)
                .flatMap(RobotsSecret::instant)
                .flatMap(since -> SecretData.own(secret, robot + CURRENT)
                        .map(current -> new Succession(
                                current,
                                SecretData.own(secret, robot + PREVIOUS).orElse(null),
                                SecretData.own(secret, robot + NEXT).orElse(null),
                                since)));
    }

    public static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint).map(secret -> FOLDER.of(secret, HASHES));
    }

    public static Optional<VolumeMount> mount(Blueprint blueprint) {
        return of(blueprint).map(_ -> FOLDER.mount());
    }

    private static Stream<String> lines(Robot robot) {
        return robot.passwords()
                .believed()
                .map(password -> robot.name() + ":sha256:" + sha256(password.reveal()) + "\n");
    }

    private static Optional<Instant> instant(SecretValue written) {
        try {
            return Optional.of(Instant.parse(written.reveal()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
