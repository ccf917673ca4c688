package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
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

    public String manifest(ImageName image) {
        return Command.of(program, "manifest", "--insecure", image).run();
    }

    public void copy(ImageName source, ImageName target) {
        Command.of(program, "copy", "--insecure", source, target).run();
    }

    public void tag(ImageName image, String tag) {
        Command.of(program, "tag", "--insecure", image, tag).run();
    }

    public void delete(ImageName image) {
        Command.of(program, "delete", "--insecure", image).run();
    }

    /** Deletes what the tag points to. */
    public void deleteManifest(ImageName image) {
        String repository = image.registry() + "/" + image.repository();
        Command.of(program, "delete", "--insecure", repository + "@" + digest(image))
                .run();
    }

    public List<String> tags(ImageName image) {
        return Command.of(program, "ls", "--insecure", image.registry() + "/" + image.repository())
                .run()
                .lines()
                .toList();
    }
}
