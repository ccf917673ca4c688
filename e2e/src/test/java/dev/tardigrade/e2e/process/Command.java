package dev.tardigrade.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program and its arguments, to be run to its end. */
public record Command(List<String> line, Map<String, String> environment, Duration limit) {

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /** What a program said and how it ended. */
    public record Result(int exitCode, String output, String errors) {}

    public static Command of(Object... line) {
        return new Command(List.of(), Map.of(), USUAL_LIMIT).and(line);
    }

    /** The same with more arguments. */
    public Command and(Object... more) {
        List<String> words = new ArrayList<>(line);
        for (Object word : more) {
            words.add(word.toString());
        }
        return new Command(words, environment, limit);
    }

    public Command with(Map<String, String> variables) {
        return new Command(line, variables, limit);
    }

    public Command within(Duration time) {
        return new Command(line, environment, time);
    }

    /**
     * Runs it and returns what it wrote to standard output.
     *
     * @throws IllegalStateException with all it wrote, when it fails or takes too long
     */
    public String run() {
        Result result = tryToRun();
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", line) + " ended with " + result.exitCode() + ":\n"
                    + result.output() + result.errors());
        }
        return result.output();
    }

    /** Runs it to its end, also to a bad one. */
    public Result tryToRun() {
        try {
            Path output = Files.createTempFile("command", ".out");
            Path errors = Files.createTempFile("command", ".err");
            try {
                return run(output, errors);
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + line, e);
        }
    }

    private Result run(Path output, Path errors) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroy();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        String complained = Files.readString(errors, StandardCharsets.UTF_8);
        return new Result(
                ended ? process.exitValue() : -1, said, ended ? complained : complained + "not ended after " + limit);
    }
}
