package dev.tardigrade.registry.cli.invocation;

import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.logging.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What each command is given: the file of the configuration, and where it prints. To be mixed into it. */
public final class Invocation {

    private final ConfigurationFile configuration;
    private CommandSpec command = CommandSpec.create();
    private Path file = Path.of("");

    public Invocation(ConfigurationFile configuration) {
        this.configuration = configuration;
    }

    @Spec(Target.MIXEE)
    void setCommand(CommandSpec own) {
        command = own;
    }

    @Parameters(paramLabel = "CONFIG", description = "configuration, as for serve")
    void setFile(Path given) {
        file = given;
    }

    /** What a command does with a configuration. */
    @FunctionalInterface
    public interface Work<X extends Exception> {

        /** Does it, and returns the exit status. */
        int on(Loaded loaded) throws X;
    }

    /** Does the work if the configuration is usable, with its logging. Returns the exit status; else all problems have been printed. */
    public <X extends Exception> int run(Work<X> work) throws X {
        Optional<Loaded> loaded = load(err());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        return work.on(loaded.get());
    }

    /** The configuration, whose logging is used from now on; empty if it is not usable, after all of its problems have been printed. */
    public Optional<Loaded> load(PrintWriter problems) {
        Optional<Loaded> loaded = configuration.load(file, problems);
        loaded.ifPresent(usable -> Logging.apply(usable.configuration().log()));
        return loaded;
    }

    /** Prints text as it is. Returns the exit status of success. */
    public int print(String text) {
        PrintWriter out = out();
        out.print(text);
        out.flush();
        return ExitCode.OK;
    }

    /** Says in a line why the command has failed. Returns the exit status of failure. */
    public int fail(String reason) {
        PrintWriter err = err();
        err.println(command.qualifiedName() + ": " + reason);
        err.flush();
        return ExitCode.SOFTWARE;
    }

    /** Lines that say how far the command has come. */
    public ProgressLines progress(InstantSource clock) {
        return new ProgressLines(err(), clock);
    }

    /** Standard output of the command. */
    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
