package dev.tardigrade.e2e.install;

import java.util.List;
import java.util.Locale;

/** Where an operator looks for Registries: three ways to install, by kustomization and by chart. */
enum Scope {
    ALL("."),
    LIST("list"),
    OWN("own");

    /** The namespaces that the kustomization of {@link #LIST} has as examples. */
    static final List<String> EXAMPLES = List.of("team-a", "team-b");

    private final String folder;

    Scope(String folder) {
        this.folder = folder;
    }

    /** Its kustomization, in {@code manifests/install}. */
    String folder() {
        return folder;
    }

    /** As the chart's value {@code watch.scope}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
