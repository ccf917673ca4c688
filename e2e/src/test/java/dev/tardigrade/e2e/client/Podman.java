package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** Podman with a storage of its own in a folder. Debian package {@code podman}; needs root. */
public final class Podman implements RegistryClient, IndexClient {

    private final Path folder;

    public Podman(Path folder) {
        this.folder = folder;
    }

    @Override
    public void push(ImageTar image, ImageName target) {
        in(folder).and("load", "--quiet", "--input", image.file()).run();
        in(folder)
                .and("push", "--quiet", "--tls-verify=false", image.name(), target)
                .run();
    }

    @Override
    public void pull(ImageName source, Path target) {
        in(target).and("pull", "--quiet", "--tls-verify=false", source).run();
    }

    @Override
    public void pushIndex(TestImage index, ImageName target) {
        ManifestList.push(in(folder), index, target);
    }

    @Override
    public void pullIndex(ImageName source, Path target) {
        in(target)
                .and("pull", "--quiet", "--tls-verify=false", "--platform=linux/amd64", source)
                .run();
        in(target)
                .and("pull", "--quiet", "--tls-verify=false", "--platform=linux/arm64", source)
                .run();
    }

    /** The store copies files: that works on any file system. */
    private static Command in(Path storage) {
        return Command.of("podman", "--root", storage.resolve("root"), "--runroot", storage.resolve("run"))
                .and("--storage-driver=vfs", "--cgroup-manager=cgroupfs", "--events-backend=none");
    }
}
