package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;
import java.util.Map;

/** Helm with its settings in a folder. */
public final class Helm {

    private final Path program = BedProgram.HELM.path();
    private final Path folder;

    public Helm(Path folder) {
        this.folder = folder;
    }

    /** Makes and packs a new chart. */
    public Path pack(String name) {
        run("create", folder.resolve(name));
        run("package", folder.resolve(name), "--destination", folder, "--version", "0.1.0");
        return folder.resolve(name + "-0.1.0.tgz");
    }

    /** Pushes a chart into the repository below which it will be found by its name. */
    public void push(Path chart, ImageName parent) {
        run("push", chart, address(parent), "--plain-http");
    }

    /** What the registry's chart says of itself. */
    public String show(ImageName parent, String name) {
        return run("show", "chart", address(parent) + "/" + name, "--version", "0.1.0", "--plain-http");
    }

    public void pull(ImageName parent, String name, Path destination) {
        run("pull", address(parent) + "/" + name, "--version", "0.1.0", "--plain-http", "--destination", destination);
    }

    /** What would be installed. */
    public String template(ImageName parent, String name) {
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
