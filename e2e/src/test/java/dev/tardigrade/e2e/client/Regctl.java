package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** The client of regclient. */
public final class Regctl implements RegistryClient, IndexClient {

    private final Path program = BedProgram.REGCTL.path();

    @Override
    public void push(ImageTar image, ImageName target) {
        run(target, "image", "import", target, image.file());
    }

    @Override
    public void pull(ImageName source, Path folder) {
        run(source, "image", "copy", source, "ocidir://" + folder + ":1");
    }

    @Override
    public void pushIndex(TestImage index, ImageName target) {
        run(target, "image", "copy", "ocidir://" + index.layout() + ":" + TestImage.REFERENCE, target);
    }

    @Override
    public void pullIndex(ImageName source, Path folder) {
        pull(source, folder);
    }

    /** Attaches a file to an image, as an artifact that refers to it. */
    public void attach(ImageName subject, String artifactType, Path file) {
        run(subject, "artifact", "put", "--artifact-type", artifactType, "--subject", subject, "--file", file);
    }

    /** Artifacts of a type that refer to an image. */
    public String referrers(ImageName subject, String artifactType) {
        return run(subject, "artifact", "list", "--filter-artifact-type", artifactType, subject);
    }

    /** Content of the one artifact of a type that refers to an image. */
    public String attached(ImageName subject, String artifactType) {
        return run(subject, "artifact", "get", "--subject", subject, "--filter-artifact-type", artifactType);
    }

    public void copyWithReferrers(ImageName source, ImageName target) {
        run(target, "image", "copy", "--referrers", source, target);
    }

    public String tags(ImageName image) {
        return run(image, "tag", "ls", image.registry() + "/" + image.repository());
    }

    public void deleteTag(ImageName image) {
        run(image, "tag", "delete", image);
    }

    private String run(ImageName image, Object... words) {
        return Command.of(program, "--host", "reg=" + image.registry() + ",tls=disabled")
                .and(words)
                .run();
    }
}
