package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.daemons.DockerEngine;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** Docker, with an engine of its own for what it pushes and one for each pull. It speaks schema 2. */
public final class Docker implements RegistryClient, AutoCloseable {

    private final DockerEngine engine;

    public Docker(Path folder) {
        this.engine = DockerEngine.start(folder);
    }

    @Override
    public void push(ImageTar image, ImageName target) {
        engine.docker("load", "--quiet", "--input", image.file()).run();
        tagAndPush(image, target);
    }

    /** Pushes what it has loaded before; returns what it said. */
    public String tagAndPush(ImageTar image, ImageName target) {
        engine.docker("tag", image.name(), target).run();
        return engine.docker("push", target).run();
    }

    @Override
    public void pull(ImageName source, Path folder) {
        try (DockerEngine fresh = DockerEngine.start(folder)) {
            fresh.docker("pull", "--quiet", source).run();
        }
    }

    /** Makes a manifest list of images that are in the registry already, and pushes it. */
    public void pushList(ImageName target, ImageName first, ImageName second) {
        engine.docker("manifest", "create", "--insecure", target, first, second).run();
        engine.docker("manifest", "annotate", "--os=linux", "--arch=arm64", target, second)
                .run();
        engine.docker("manifest", "push", "--insecure", "--purge", target).run();
    }

    @Override
    public void close() {
        engine.close();
    }
}
