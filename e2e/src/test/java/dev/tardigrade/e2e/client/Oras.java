package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** The client for artifacts. Of images it takes those in the layout of OCI alone. */
public final class Oras implements RegistryClient, IndexClient {

    private final Path program = BedProgram.ORAS.path();

    @Override
    public void push(ImageTar image, ImageName target) {
        Command.of(
                        program,
                        "cp",
                        "--from-oci-layout",
                        "--to-plain-http",
                        image.file() + ":" + TestImage.REFERENCE,
                        target)
                .run();
    }

    @Override
    public void pull(ImageName source, Path folder) {
        Command.of(program, "cp", "--from-plain-http", "--to-oci-layout", source, folder + ":1")
                .run();
    }

    @Override
    public void pushIndex(TestImage index, ImageName target) {
        push(index.tar(), target);
    }

    @Override
    public void pullIndex(ImageName source, Path folder) {
        pull(source, folder);
    }

    /** Pushes a file as an artifact. */
    public void pushFile(ImageName target, String artifactType, Path file) {
        Command.of(program, "push", "--plain-http", "--disable-path-validation", "--artifact-type")
                .and(artifactType, target, file + ":text/plain")
                .run();
    }

    public void attach(ImageName subject, String artifactType, Path file) {
        Command.of(program, "attach", "--plain-http", "--disable-path-validation", "--artifact-type")
                .and(artifactType, subject, file + ":text/plain")
                .run();
    }

    /** What refers to an artifact, as JSON. */
    public String discover(ImageName subject) {
        return Command.of(program, "discover", "--plain-http", "--format", "json", subject)
                .run();
    }

    public void pullFiles(ImageName source, Path folder) {
        Command.of(program, "pull", "--plain-http", "--allow-path-traversal", "--output", folder, source)
                .run();
    }

    /** Copies an artifact with all that refers to it. */
    public void copyWithReferrers(ImageName source, ImageName target) {
        Command.of(program, "cp", "--recursive", "--from-plain-http", "--to-plain-http", source, target)
                .run();
    }
}
