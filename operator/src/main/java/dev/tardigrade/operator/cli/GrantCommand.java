package dev.tardigrade.operator.cli;

import dev.tardigrade.operator.grant.AccessGrant;
import dev.tardigrade.operator.grant.GrantText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that work on an access grant alone, offline. */
@Command(
        name = "grant",
        description = "Looks into Storj access grants and cuts them down, offline.",
        synopsisSubcommandLabel = "(inspect | restrict)",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class GrantCommand {

    /** More than any grant with the blanks around it needs; the rest of a longer input is not read. */
    private static final int LONGEST_INPUT = 2 * AccessGrant.LONGEST_TEXT;

    private GrantCommand() {}

    static CommandLine commandLine(InputStream in) {
        return new CommandLine(new GrantCommand())
                .addSubcommand(new InspectCommand(in))
                .addSubcommand(new RestrictCommand(in));
    }

    static AccessGrant read(InputStream in) throws UnreadableInputException {
        return AccessGrant.parse(GrantText.of(text(in)));
    }

    private static String text(InputStream in) throws UnreadableInputException {
        try {
            return new String(in.readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnreadableInputException(e);
        }
    }
}
