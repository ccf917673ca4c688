package dev.tardigrade.operator.process;

import dev.tardigrade.operator.vocabulary.Names;
import java.util.Map;
import java.util.stream.Stream;

/** Each variable of the environment that says how the operator is to run. The table in the module's README is this list. */
public enum Variable {
    RELATED_IMAGE_REGISTRY("image of the registry server, for Registries that name none", ""),
    RELATED_IMAGE_GATEWAY("image of the gateway to Storj, likewise", ""),
    WATCH_NAMESPACES("namespaces to watch, separated by commas; empty: all", ""),
    LEADER_ELECTION("false where there is one replica only", "true"),
    LEASE_NAME("name of the lease, of which each installation in a namespace needs its own", Names.FIELD_MANAGER),
    POD_NAMESPACE("where the lease is kept", ""),
    RESYNC_INTERVAL("how often each Registry is looked at, however quiet it is", "10m"),
    HTTP_ADDRESS("where /livez, /readyz and /metrics are served", ":8080"),
    /** Read by Logback, too, which would take a word that it does not know for debug. */
    LOG_LEVEL("error, warn, info, debug or trace", "info");

    private final String meaning;
    private final String usual;

    Variable(String meaning, String usual) {
        this.meaning = meaning;
        this.usual = usual;
    }

    /** A line for each of them, for people. */
    public static String[] lines() {
        return Stream.of(values())
                .map(variable -> "  %-23s %s%s"
                        .formatted(
                                variable,
                                variable.meaning,
                                variable.usual.isEmpty() ? "" : "; default: " + variable.usual))
                .toArray(String[]::new);
    }

    /** What it is where the environment has none; empty where there is no such value. */
    String usual() {
        return usual;
    }

    /** What the environment has, or else the usual value. */
    String in(Map<String, String> environment) {
        return environment.getOrDefault(name(), usual);
    }
}
