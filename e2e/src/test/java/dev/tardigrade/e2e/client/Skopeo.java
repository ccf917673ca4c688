package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** The client of containers/image, which podman and CRI-O use, too. Debian package {@code skopeo}. */
public final class Skopeo implements RegistryClient, IndexClient {

    @Override
    public void push(ImageTar image, ImageName target) {
        copy("docker-archive:" + image.file(), "docker://" + target);
    }

    @Override
    public void pull(ImageName source, Path folder) {
        copy("docker://" + source, "dir:" + folder);
    }

    @Override
    public void pushIndex(TestImage index, ImageName target) {
        copy("oci:" + index.layout() + ":" + TestImage.REFERENCE, "docker://" + target, "--all");
    }

    @Override
    public void pullIndex(ImageName source, Path folder) {
        copy("docker://" + source, "oci:" + folder, "--all");
    }

    /** As Docker's schema 2, whatever it was. */
    public void pushSchema2(TestImage image, ImageName target) {
        copy("oci:" + image.layout() + ":" + TestImage.REFERENCE, "docker://" + target, "--format=v2s2");
    }

    public void copy(ImageName source, ImageName target) {
        copy("docker://" + source, "docker://" + target);
    }

    private static void copy(String source, String target, String... options) {
        Command.of(
                        "skopeo",
                        "--insecure-policy",
                        "copy",
                        "--quiet",
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false")
                .and((Object[]) options)
                .and(source, target)
                .run();
    }
}
