package dev.tardigrade.e2e.beds;

import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bed of the script {@code beds/bed}. Starting one may build its programs first, which takes up to a quarter of an hour the first
 * time on a machine. The script watches this JVM and stops the bed when the JVM ends in any way.
 */
public final class Bed implements AutoCloseable {

    /** The folder of their scripts. */
    public static final Path BEDS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("beds");

    static final Path SCRIPT = BEDS.resolve("bed");
    private static final Duration START_LIMIT = Duration.ofMinutes(40);

    private final BedName name;
    private final boolean ours;
    private final Map<String, String> offer;

    private Bed(BedName name, boolean ours) {
        this.name = name;
        this.ours = ours;
        this.offer = Command.of(SCRIPT, "env", name.value())
                .run()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    /**
     * Starts a bed, or uses one that runs already when the system property {@code e2e.bed.KIND} names it.
     *
     * @param settings environment variables for the script
     */
    static Bed start(BedKind kind, Map<String, String> settings) {
        Optional<BedName> running = Optional.ofNullable(System.getProperty("e2e.bed." + kind.word()))
                .filter(text -> !text.isEmpty())
                .map(BedName::new);
        if (running.isPresent()) {
            return new Bed(running.get(), false);
        }
        BedName name = BedName.ofThisProcess(kind);
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("BED_OWNER", Long.toString(ProcessHandle.current().pid()));
        environment.put(
                "BED_LOGS", BEDS.resolveSibling("target/beds/" + name.value()).toString());
        Command.of(SCRIPT, kind.word(), "start", name.value())
                .with(environment)
                .within(START_LIMIT)
                .run();
        return new Bed(name, true);
    }

    /** A value that the started bed offers. */
    String value(String key) {
        String value = offer.get(key);
        if (value == null) {
            throw new IllegalStateException("bed " + name.value() + " offers no " + key + ", only " + offer.keySet());
        }
        return value;
    }

    Path path(String key) {
        return Path.of(value(key));
    }

    /** Loads an image (layout of docker save) into the node of this bed. */
    void load(Path tar) {
        Command.of(SCRIPT, "load", name.value(), tar).run();
    }

    @Override
    public void close() {
        if (ours) {
            Command.of(SCRIPT, "stop", name.value()).run();
        }
    }
}
