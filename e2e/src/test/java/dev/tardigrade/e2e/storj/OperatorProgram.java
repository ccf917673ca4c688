package dev.tardigrade.e2e.storj;

import dev.tardigrade.e2e.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher of {@code operator/target/dist}. */
public final class OperatorProgram {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("operator");
    private static final Path LAUNCHER = MODULE.resolve("target/dist/bin/operator");

    /** Where the last words of gateways are read; what is quoted in the list. */
    private static final Path READER =
            MODULE.resolve("src/main/java/dev/tardigrade/operator/registry/report/GatewayEnd.java");

    private static final Pattern LIST = Pattern.compile("REJECTED = List\\.of\\(([^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private OperatorProgram() {}

    /** Words, in small letters, by which the operator knows that a gateway has ended because its grant is refused. */
    static String[] wordsOfRefusal() {
        try {
            Matcher list = LIST.matcher(Files.readString(READER));
            if (!list.find()) {
                throw new IllegalStateException("no list of words in " + READER);
            }
            return QUOTED.matcher(list.group(1))
                    .results()
                    .map(word -> word.group(1))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
