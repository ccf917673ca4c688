package dev.tardigrade.registry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The completion of the built program, in a real shell. */
final class CompletionIT {

    private static final Path PROGRAM = Path.of("target/dist/bin/registry").toAbsolutePath();

    @Test
    void bashCompletesCommands() throws IOException, InterruptedException {
        String script = """
                set -e
                source <("$0" completion)
                complete -p registry
                COMP_WORDS=(registry comp) COMP_CWORD=1 COMP_LINE="registry comp"
                _complete_registry registry comp registry
                echo "completed: ${COMPREPLY[*]}"
                """;
        Process bash = new ProcessBuilder("bash", "--norc", "-c", script, PROGRAM.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("-F _complete_registry registry", "completed: completion");
    }
}
