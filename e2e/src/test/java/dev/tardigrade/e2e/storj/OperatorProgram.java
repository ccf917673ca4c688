package dev.tardigrade.e2e.storj;

import dev.tardigrade.e2e.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The launcher of {@code operator/target/dist}. */
public final class OperatorProgram {

    private static final Path LAUNCHER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("operator/target/dist/bin/operator");

    private OperatorProgram() {}

    /** Runs {@code operator grant restrict} and returns the child. */
    public static String restrict(String grant, String... options) {
        try {
            Path parent = Files.createTempFile("parent", ".grant");
            try {
                Files.writeString(parent, grant);
                List<Object> line = new ArrayList<>(
                        List.of("sh", "-c", "exec \"$0\" grant restrict \"$@\" < \"$PARENT\"", LAUNCHER));
                line.addAll(List.of(options));
                return Command.of(line.toArray())
                        .with(Map.of("PARENT", parent.toString()))
                        .run()
                        .strip();
            } finally {
                Files.delete(parent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
