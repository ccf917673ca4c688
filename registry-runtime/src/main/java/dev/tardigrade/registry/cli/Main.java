package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.cli.bucket.BucketCommand;
import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import java.util.Map;

/** The program {@code registry}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        ConfigurationFile configuration = new ConfigurationFile(environment);
        System.exit(RegistryCommandLine.of(
                        new ServeCommand(configuration, new ServeRegistry(environment)),
                        BucketCommand.of(environment, System.out),
                        new GarbageCollectCommand(configuration),
                        new RetainCommand(configuration),
                        new ImportCommand(configuration),
                        new CompletionCommand())
                .execute(args));
    }
}
