package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.daemons.Containerd;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** The client of containerd, with a daemon of its own for what it pushes and one for each pull. */
public final class Ctr implements RegistryClient, IndexClient, AutoCloseable {

    private final Containerd daemon;

    public Ctr(Path folder) {
        this.daemon = Containerd.start(folder);
    }

    @Override
    public void push(ImageTar image, ImageName target) {
        daemon.ctr("images", "import", "--no-unpack", "--all-platforms", image.file())
                .run();
        daemon.ctr("images", "push", "--plain-http", target, image.name()).run();
    }

    @Override
    public void pull(ImageName source, Path folder) {
        try (Containerd fresh = Containerd.start(folder)) {
            fresh.ctr("images", "pull", "--plain-http", "--all-platforms", "--snapshotter=native", source)
                    .run();
        }
    }

    @Override
    public void pushIndex(TestImage index, ImageName target) {
        push(index.tar(), target);
    }

    @Override
    public void pullIndex(ImageName source, Path folder) {
        pull(source, folder);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
