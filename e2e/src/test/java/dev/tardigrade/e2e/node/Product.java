package dev.tardigrade.e2e.node;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.Node;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.image.ShippedImages;
import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.util.Map;

/** The operator and the images, as a user gets them. */
final class Product {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(".");
    private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private Product() {}

    /**
     * Loads the images, installs the operator with the manifests that are shipped, and waits until it is ready.
     *
     * @param folder for files made on the way
     */
    static void install(Node node, Path folder) {
        node.load(REPOSITORY.resolve("registry-runtime/target/image.tar"));
        node.load(REPOSITORY.resolve("operator/target/image.tar"));
        Map<String, Path> files = Map.of("app/gateway", BedProgram.GATEWAY.path(), AUTHORITIES.toString(), AUTHORITIES);
        node.load(ImageTar.pack(ShippedImages.read().gateway(), "/app/gateway", folder.resolve("gateway.tar"), files)
                .file());
        kubectl(node, "apply", "-k", REPOSITORY.resolve("manifests/install"));
        kubectl(node, "-n", "tardigrade-system", "rollout", "status", "deployment/tardigrade-operator");
    }

    private static void kubectl(Node node, Object... arguments) {
        Object[] line = new Object[arguments.length + 3];
        line[0] = node.cluster().kubectl();
        line[1] = "--kubeconfig";
        line[2] = node.cluster().kubeconfig();
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        Command.of(line).run();
    }
}
