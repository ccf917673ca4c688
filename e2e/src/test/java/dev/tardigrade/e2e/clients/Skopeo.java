package dev.tardigrade.e2e.clients;

import dev.tardigrade.e2e.beds.Command;
import dev.tardigrade.e2e.beds.ImageTar;
import java.nio.file.Path;

/** The client of containers/image, which podman and CRI-O use, too. Debian package {@code skopeo}. */
public final class Skopeo implements RegistryClient {

    @Override
    public void push(ImageTar image, ImageName target) {
        Command.of(
                        "skopeo",
                        "--insecure-policy",
                        "copy",
                        "--quiet",
                        "--dest-tls-verify=false",
                        "docker-archive:" + image.file(),
                        "docker://" + target)
                .run();
    }

    @Override
    public void pull(ImageName source, Path folder) {
        Command.of(
                        "skopeo",
                        "--insecure-policy",
                        "copy",
                        "--quiet",
                        "--src-tls-verify=false",
                        "docker://" + source,
                        "dir:" + folder)
                .run();
    }

    @Override
    public String digest(ImageName image) {
        return Command.of("skopeo", "inspect", "--tls-verify=false", "--format={{.Digest}}", "docker://" + image)
                .run()
                .strip();
    }
}
