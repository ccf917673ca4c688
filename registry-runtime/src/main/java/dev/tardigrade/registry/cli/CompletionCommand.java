package dev.tardigrade.registry.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that completes command lines of this program in a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script for bash and zsh that completes command lines of this program.",
            "It takes effect by: source <(registry completion)"
        })
final class CompletionCommand implements Runnable {

    private CommandSpec spec = CommandSpec.create();

    @Spec
    void setSpec(CommandSpec own) {
        spec = own;
    }

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        root.getOut().print(AutoComplete.bash(root.getCommandName(), root));
        root.getOut().flush();
    }
}
