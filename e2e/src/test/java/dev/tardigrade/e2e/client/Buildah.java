package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** Buildah with a storage of its own in a folder. Debian package {@code buildah}; needs root. */
public final class Buildah implements RegistryClient, IndexClient {

    private final Path folder;

    public Buildah(Path folder) {
        this.folder = folder;
    }

    @Override
    public void push(ImageTar image, ImageName target) {
        String id = in(folder)
                .and("pull", "--quiet", "docker-archive:" + image.file())
                .run()
                .strip();
        in(folder)
                .and("push", "--quiet", "--tls-verify=false", id, "docker://" + target)
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
                .and("pull", "--quiet", "--tls-verify=false", "--arch=amd64", source)
                .run();
        in(target)
                .and("pull", "--quiet", "--tls-verify=false", "--arch=arm64", source)
                .run();
    }

    private static Command in(Path storage) {
        return Command.of("buildah", "--root", storage.resolve("root"), "--runroot", storage.resolve("run"))
                .and("--storage-driver=vfs");
    }
}
