package dev.tardigrade.operator.cli;

import dev.tardigrade.operator.grant.BucketName;
import dev.tardigrade.operator.grant.BucketPath;
import dev.tardigrade.operator.grant.Restriction;
import dev.tardigrade.operator.grant.Right;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a grant that allows less. */
@Command(
        name = "restrict",
        description = {
            "Reads an access grant from standard input and prints one that allows less, without asking the satellite.",
            "Takes away what the options say and nothing else: the same input and options give the same output. The output is a secret."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RestrictCommand implements Callable<Integer> {

    private final InputStream in;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--bucket",
            paramLabel = "B",
            converter = OptionValues.Bucket.class,
            description = "Leave only this bucket. May be given several times.")
    private List<BucketName> buckets = List.of();

    @Option(
            names = "--prefix",
            paramLabel = "P",
            description =
                    "Leave only what lies below this prefix of the one bucket: whole components, 'a' allows a/x but not ab.")
    private @Nullable String prefix;

    @Option(names = "--no-read", description = "Take away the right to download objects.")
    private boolean noRead;

    @Option(names = "--no-write", description = "Take away the right to create buckets and objects.")
    private boolean noWrite;

    @Option(names = "--no-list", description = "Take away the right to list buckets and objects.")
    private boolean noList;

    @Option(names = "--no-delete", description = "Take away the right to delete or overwrite.")
    private boolean noDelete;

    @Option(
            names = "--not-before",
            paramLabel = "T",
            converter = OptionValues.Time.class,
            description = "Let it work from this time on (RFC 3339, for instance 2030-01-31T08:00:00Z).")
    private @Nullable Instant notBefore;

    @Option(
            names = "--not-after",
            paramLabel = "T",
            converter = OptionValues.Time.class,
            description = "Let it work up to this time (RFC 3339).")
    private @Nullable Instant notAfter;

    @Option(
            names = "--max-object-ttl",
            paramLabel = "D",
            converter = OptionValues.Length.class,
            description = "Let new objects live at most this long, for instance 1h30m.")
    private @Nullable Duration maxObjectTtl;

    @Option(
            names = "--nonce",
            paramLabel = "HEX",
            description = "Make it differ from others that allow the same, by 1 to 64 bytes.")
    private @Nullable String nonce;

    RestrictCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        Restriction restriction = restriction();
        spec.commandLine()
                .getOut()
                .println(GrantCommand.read(in).restrict(restriction).serialize().reveal());
        return CommandLine.ExitCode.OK;
    }

    private Restriction restriction() {
        if (spec.commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw usage("nothing would be taken away; give --bucket or another option");
        }
        Restriction restriction = Restriction.none().without(denied());
        for (BucketPath path : paths()) {
            restriction = restriction.to(path);
        }
        restriction = with(restriction, notBefore, Restriction::notBefore, "--not-before: %s");
        restriction = with(restriction, maxObjectTtl, Restriction::maxObjectTtl, "--max-object-ttl: %s");
        restriction = with(
                restriction,
                nonce,
                (so, hex) -> so.nonce(HexFormat.of().parseHex(hex)),
                "--nonce: 1 to 64 bytes in hexadecimal are needed, for instance 0badcafe");
        return with(
                restriction,
                notAfter,
                Restriction::notAfter,
                "--not-after lies before --not-before; give a later end or an earlier beginning");
    }

    private List<BucketPath> paths() {
        if (prefix == null) {
            return buckets.stream().map(BucketPath::whole).toList();
        }
        if (buckets.size() != 1) {
            throw usage("--prefix needs one bucket; give --bucket once");
        }
        return with(
                List.of(), prefix, (_, below) -> List.of(BucketPath.below(buckets.getFirst(), below)), "--prefix: %s");
    }

    /** Adds the value of an option where it was given. {@code problem} tells what is wrong with one that does not do; %s is why. */
    private <T, V> T with(T before, @Nullable V value, BiFunction<T, V, T> add, String problem) {
        if (value == null) {
            return before;
        }
        try {
            return add.apply(before, value);
        } catch (IllegalArgumentException e) {
            throw usage(problem.formatted(e.getMessage()));
        }
    }

    private Set<Right> denied() {
        Set<Right> denied = EnumSet.noneOf(Right.class);
        Map.of(Right.READ, noRead, Right.WRITE, noWrite, Right.LIST, noList, Right.DELETE, noDelete)
                .forEach((right, taken) -> {
                    if (taken) {
                        denied.add(right);
                    }
                });
        return denied;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
