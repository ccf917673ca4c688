package dev.tardigrade.e2e.beds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A bed of the script {@code beds/bed}. Starting one may build its programs first, which takes up to a quarter of an hour the first
 * time on a machine. The script watches this JVM and stops the bed when the JVM ends in any way.
 */
final class Bed implements AutoCloseable {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SCRIPT = MODULE.resolve("beds/bed");
    private static final int START_MINUTES = 40;

    private final BedName name;
    private final boolean ours;
    private final Map<String, String> offer;

    private Bed(BedName name, boolean ours, Map<String, String> offer) {
        this.name = name;
        this.ours = ours;
        this.offer = offer;
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
            return new Bed(running.get(), false, offerOf(running.get()));
        }
        BedName name = BedName.ofThisProcess(kind);
        ProcessBuilder script = script(kind.word(), "start", name.value());
        script.environment().putAll(settings);
        script.environment()
                .put("BED_OWNER", Long.toString(ProcessHandle.current().pid()));
        script.environment()
                .put(
                        "BED_LOGS",
                        MODULE.resolve("target/beds").resolve(name.value()).toString());
        run(script);
        return new Bed(name, true, offerOf(name));
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
        run(script("load", name.value(), tar.toString()));
    }

    @Override
    public void close() {
        if (ours) {
            run(script("stop", name.value()));
        }
    }

    /** Where a program is, built if it is not there yet. */
    static Path program(BedProgram program) {
        run(script("build", program.word()));
        return Path.of(run(script("path", program.word())).strip());
    }

    /** Packs files as an image, see {@code beds/image/image.sh}. */
    static void packImage(String image, Path tar, Map<String, Path> files) {
        ProcessBuilder packer =
                new ProcessBuilder(MODULE.resolve("beds/image/image.sh").toString(), image, tar.toString());
        files.forEach((target, source) -> packer.command().add(target + "=" + source));
        run(packer);
    }

    private static Map<String, String> offerOf(BedName name) {
        return run(script("env", name.value()))
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    private static ProcessBuilder script(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        return builder;
    }

    private static String run(ProcessBuilder builder) {
        try {
            Path errors = Files.createTempFile("bed", ".err");
            try {
                return run(builder.redirectError(errors.toFile()), errors);
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + builder.command(), e);
        }
    }

    private static String run(ProcessBuilder builder, Path errors) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(START_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(
                    String.join(" ", builder.command()) + " failed:\n" + output + Files.readString(errors));
        }
        return output;
    }
}
