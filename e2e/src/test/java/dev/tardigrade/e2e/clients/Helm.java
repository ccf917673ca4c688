package dev.tardigrade.e2e.clients;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;
import java.util.Map;

/** Helm with its settings in a folder. */
final class Helm {

    private final Path program = BedProgram.HELM.path();
    private final Path folder;

    Helm(Path folder) {
        this.folder = folder;
    }

    /** Makes and packs a new chart. */
    Path pack(String name) {
        run("create", folder.resolve(name));
        run("package", folder.resolve(name), "--destination", folder, "--version", "0.1.0");
        return folder.resolve(name + "-0.1.0.tgz");
    }

    /** Pushes a chart into the repository below which it will be found by its name. */
    void push(Path chart, ImageName parent) {
        run("push", chart, address(parent), "--plain-http");
    }

    /** What the registry's chart says of itself. */
    String show(ImageName parent, String name) {
        return run("show", "chart", address(parent) + "/" + name, "--version", "0.1.0", "--plain-http");
    }

    void pull(ImageName parent, String name, Path destination) {
        run("pull", address(parent) + "/" + name, "--version", "0.1.0", "--plain-http", "--destination", destination);
    }

    /** What would be installed. */
    String template(ImageName parent, String name) {
        return run("template", "released", address(parent) + "/" + name, "--version", "0.1.0", "--plain-http");
    }

    private static String address(ImageName parent) {
        return "oci://" + parent.registry() + "/" + parent.repository();
    }

    private String run(Object... words) {
        String home = folder.resolve("home").toString();
        return Command.of(program)
                .and(words)
                .with(Map.of("HELM_CACHE_HOME", home, "HELM_CONFIG_HOME", home, "HELM_DATA_HOME", home))
                .run();
    }
}
