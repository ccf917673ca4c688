package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.process.Command.Result;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;
import java.util.Map;

/** Cosign with a key pair in a folder, and without a transparency log or any other service. */
public final class Cosign {

    /** Where a signature is kept. */
    public enum Place {
        /** In an artifact that refers to the image. */
        REFERRER(true),
        /** Behind a tag that is made of the image's digest. */
        TAG(false);

        private final boolean bundle;

        Place(boolean bundle) {
            this.bundle = bundle;
        }

        String option() {
            return "--new-bundle-format=" + bundle;
        }
    }

    private final Path program = BedProgram.COSIGN.path();
    private final Path folder;

    public Cosign(Path folder) {
        this.folder = folder;
    }

    public void makeKeys() {
        run("generate-key-pair", "--output-key-prefix=" + folder.resolve("cosign"))
                .run();
    }

    public void sign(ImageName image, String digest, Place place) {
        run("sign", "--yes", "--key=" + folder.resolve("cosign.key"), "--allow-http-registry", place.option())
                .and("--tlog-upload=false", "--use-signing-config=false", name(image, digest))
                .run();
    }

    public Result verify(ImageName image, String digest, Place place) {
        return run("verify", "--key=" + folder.resolve("cosign.pub"), "--allow-http-registry", place.option())
                .and("--insecure-ignore-tlog=true", name(image, digest))
                .tryToRun();
    }

    private static String name(ImageName image, String digest) {
        return image.registry() + "/" + image.repository() + "@" + digest;
    }

    private Command run(Object... words) {
        return Command.of(program).and(words).with(Map.of("COSIGN_PASSWORD", "of the test"));
    }
}
