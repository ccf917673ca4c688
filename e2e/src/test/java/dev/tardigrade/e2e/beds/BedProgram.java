package dev.tardigrade.e2e.beds;

import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Programs that the script builds from Go modules and keeps in its cache. */
public enum BedProgram {
    /** Registry client of go-containerregistry. */
    CRANE,
    /** Registry client of regclient. */
    REGCTL,
    /** Client for artifacts that are no images. */
    ORAS,
    /** Kubernetes' package manager, which keeps charts in registries. */
    HELM,
    /** Sigstore's client for signatures. */
    COSIGN,
    /** The registry that benchmarks compare with. */
    DISTRIBUTION,
    /** The S3 service of benchmarks. */
    MINIO,
    /** The conformance suite of the OCI distribution spec. */
    CONFORMANCE,
    /** Static program for images of tests: waits, serves, hashes a file. */
    PROBE,
    /** Storj's S3 gateway. */
    GATEWAY;

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(40);

    /** Where it is; built if it is not there yet. */
    public Path path() {
        String word = name().toLowerCase(Locale.ROOT);
        Command.of(Bed.SCRIPT, "build", word).within(BUILD_LIMIT).run();
        return Path.of(Command.of(Bed.SCRIPT, "path", word).run().strip());
    }
}
