package dev.tardigrade.operator.process;

import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.model.Images;
import dev.tardigrade.operator.vocabulary.DurationText;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the operator is to run.
 *
 * @param namespaces that are watched; none stands for all
 * @param leader where replicas agree on one; null where this is the only one
 * @param address where health and metrics are served
 * @param resync how often each Registry is looked at, however quiet it is
 */
public record Settings(
        Set<String> namespaces, Images images, @Nullable Lease leader, InetSocketAddress address, Duration resync) {

    private static final Set<String> LOG_LEVELS = Set.of("error", "warn", "info", "debug", "trace");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** What the replicas of one installation hold, one at a time. */
    public record Lease(String namespace, String name) {

        public Lease {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        Variable.LEASE_NAME + " is a name as Kubernetes has them, not " + name);
            }
        }
    }

    public Settings {
        namespaces = Set.copyOf(namespaces);
    }

    Optional<Lease> lease() {
        return Optional.ofNullable(leader);
    }

    /**
     * Reads the variables of the environment.
     *
     * @throws IllegalArgumentException with a message for the user, where one is missing or has no sense
     */
    public static Settings from(Map<String, String> environment) {
        var elects = switch (Variable.LEADER_ELECTION.in(environment)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(Variable.LEADER_ELECTION + " is true or false");
        };
        if (!LOG_LEVELS.contains(Variable.LOG_LEVEL.in(environment))) {
            throw new IllegalArgumentException(Variable.LOG_LEVEL + " is error, warn, info, debug or trace");
        }
        return new Settings(
                Stream.of(Variable.WATCH_NAMESPACES.in(environment).split(",", -1))
                        .map(String::strip)
                        .filter(namespace -> !namespace.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                new Images(
                        image(environment, Variable.RELATED_IMAGE_REGISTRY),
                        image(environment, Variable.RELATED_IMAGE_GATEWAY)),
                elects
                        ? new Lease(
                                required(
                                        environment,
                                        Variable.POD_NAMESPACE,
                                        "where the lease is kept; or set LEADER_ELECTION=false"),
                                Variable.LEASE_NAME.in(environment))
                        : null,
                address(Variable.HTTP_ADDRESS.in(environment)),
                resync(Variable.RESYNC_INTERVAL.in(environment)));
    }

    private static ImageName image(Map<String, String> environment, Variable variable) {
        return new ImageName(required(environment, variable, "the image that Registries get which name none"));
    }

    private static String required(Map<String, String> environment, Variable variable, String meaning) {
        var value = variable.in(environment).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(variable + " is not set: " + meaning);
        }
        return value;
    }

    private static Duration resync(CharSequence text) {
        return DurationText.parse(text)
                .filter(Duration::isPositive)
                .orElseThrow(() -> new IllegalArgumentException(
                        Variable.RESYNC_INTERVAL + " is hours, minutes and seconds, for instance 10m"));
    }

    private static InetSocketAddress address(String text) {
        var colon = text.lastIndexOf(':');
        try {
            var port = Integer.parseInt(text.substring(colon + 1));
            return colon <= 0 ? new InetSocketAddress(port) : new InetSocketAddress(text.substring(0, colon), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Variable.HTTP_ADDRESS + " is host:port or :port, not " + text, e);
        }
    }
}
