package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.ServerFiles;
import dev.tardigrade.operator.registry.model.ServerFiles.Robot;
import dev.tardigrade.operator.registry.model.Succession;
import dev.tardigrade.operator.registry.objects.secret.RobotsSecret;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;

/** Makes the passwords of robots, keeps and replaces them. */
final class RobotPasswords {

    private RobotPasswords() {}

    static List<Robot> of(Inputs inputs) {
        var spec = inputs.registry().getSpec();
        return spec.auth() == null
                ? List.of()
                : spec.auth().robots().stream()
                        .map(robot -> new Robot(
                                robot.name(),
                                StagedRotation.step(
                                        kept(inputs, robot.name()),
                                        Rotation.of(spec),
                                        () -> inputs.fresh().robot(robot.name()),
                                        inputs.now())))
                        .toList();
    }

    /** Whether there are to be other passwords than were recorded. */
    static boolean renews(Inputs inputs, FilesResolution files) {
        return files.usable().map(ServerFiles::robots).stream()
                .flatMap(List::stream)
                .anyMatch(robot -> !Optional.of(robot.passwords()).equals(kept(inputs, robot.name())));
    }

    private static Optional<Succession> kept(Inputs inputs, String robot) {
        var names = new Names(inputs.registry().getMetadata().getName());
        return inputs.children().find(Secret.class, names.robots()).flatMap(secret -> RobotsSecret.read(secret, robot));
    }
}
