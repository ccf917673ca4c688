package dev.tardigrade.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.operator.grant.AccessGrant;
import dev.tardigrade.operator.grant.BucketPath;
import dev.tardigrade.operator.grant.Coverage;
import dev.tardigrade.operator.vocabulary.DurationText;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a grant allows, and no key. */
@Command(
        name = "inspect",
        description = {
            "Reads an access grant from standard input and prints as JSON what it allows: satellite, rights, buckets, time, path cipher.",
            "Prints no key, so the output may be shown to others."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InspectCommand implements Callable<Integer> {

    private final InputStream in;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    InspectCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(json(GrantCommand.read(in)));
        return CommandLine.ExitCode.OK;
    }

    private static String json(AccessGrant grant) throws JsonProcessingException {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("satellite", grant.satellite().value());
        ArrayNode rights = report.putArray("rights");
        grant.rights().forEach(right -> rights.add(right.word()));
        switch (grant.coverage()) {
            case Coverage.Everything() -> report.put("allBuckets", true).putArray("buckets");
            case Coverage.Only(var paths) -> {
                ArrayNode buckets = report.put("allBuckets", false).putArray("buckets");
                paths.forEach(path -> buckets.add(bucket(path)));
            }
        }
        report.put("notBefore", grant.validity().start().map(Object::toString).orElse(null));
        report.put("notAfter", grant.validity().end().map(Object::toString).orElse(null));
        report.put(
                "maxObjectTtl", grant.maxObjectTtl().map(DurationText::format).orElse(null));
        report.put("pathCipher", grant.defaultPathCipher().label());
        report.put("fullyUnderstood", grant.isFullyUnderstood());
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    private static ObjectNode bucket(BucketPath path) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", path.bucket().value())
                .put("prefix", path.prefix());
    }
}
