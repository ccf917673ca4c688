package dev.tardigrade.registry.cli;

import java.util.Map;

/** The program {@code registry}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        System.exit(RegistryCommandLine.of(
                        new ServeCommand(new ConfigurationFile(environment), new ServeRegistry()),
                        BucketCommand.of(new EnsureCommand(environment, System.out)),
                        new CompletionCommand())
                .execute(args));
    }
}
