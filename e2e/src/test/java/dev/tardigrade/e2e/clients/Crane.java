package dev.tardigrade.e2e.clients;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.Command;
import dev.tardigrade.e2e.beds.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;
import java.util.List;

/** The client of go-containerregistry. */
public final class Crane implements RegistryClient, IndexClient {

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
    public void pushIndex(TestImage index, ImageName target) {
        Command.of(program, "push", "--insecure", index.layout(), target).run();
    }

    @Override
    public void pullIndex(ImageName source, Path folder) {
        pull(source, folder);
    }

    public String digest(ImageName image) {
        return Command.of(program, "digest", "--insecure", image).run().strip();
    }

    String manifest(ImageName image) {
        return Command.of(program, "manifest", "--insecure", image).run();
    }

    void copy(ImageName source, ImageName target) {
        Command.of(program, "copy", "--insecure", source, target).run();
    }

    void tag(ImageName image, String tag) {
        Command.of(program, "tag", "--insecure", image, tag).run();
    }

    void delete(ImageName image) {
        Command.of(program, "delete", "--insecure", image).run();
    }

    /** Deletes what the tag points to. */
    void deleteManifest(ImageName image) {
        String repository = image.registry() + "/" + image.repository();
        Command.of(program, "delete", "--insecure", repository + "@" + digest(image))
                .run();
    }

    List<String> tags(ImageName image) {
        return Command.of(program, "ls", "--insecure", image.registry() + "/" + image.repository())
                .run()
                .lines()
                .toList();
    }
}
