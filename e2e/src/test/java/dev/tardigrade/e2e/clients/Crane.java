package dev.tardigrade.e2e.clients;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.Command;
import dev.tardigrade.e2e.beds.ImageTar;
import java.nio.file.Path;

/** The client of go-containerregistry. */
public final class Crane implements RegistryClient {

    private final Path program = BedProgram.CRANE.path();

    @Override
    public void push(ImageTar image, ImageName target) {
        Command.of(program, "push", "--insecure", image.file(), target).run();
    }

    @Override
    public void pull(ImageName source, Path folder) {
        Command.of(program, "pull", "--insecure", "--format=oci", source, folder)
                .run();
    }

    @Override
    public String digest(ImageName image) {
        return Command.of(program, "digest", "--insecure", image).run().strip();
    }
}
