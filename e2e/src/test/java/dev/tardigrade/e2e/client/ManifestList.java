package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;

/** The commands {@code manifest} that podman and buildah share. */
final class ManifestList {

    private ManifestList() {}

    /** @param program the program and the place of its storage */
    static void push(Command program, TestImage index, ImageName target) {
        String list = "localhost/index:" + target.tag();
        program.and("manifest", "create", list).run();
        program.and("manifest", "add", "--all", list, "oci:" + index.layout() + ":" + TestImage.REFERENCE)
                .run();
        program.and("manifest", "push", "--all", "--quiet", "--tls-verify=false", list, "docker://" + target)
                .run();
    }
}
