package dev.tardigrade.registry.cli;

/** The program {@code registry}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(RegistryCommandLine.of(new CompletionCommand()).execute(args));
    }
}
