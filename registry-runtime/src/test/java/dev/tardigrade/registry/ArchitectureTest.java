package dev.tardigrade.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.tardigrade.testing.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses CLASSES = HouseRules.productionClasses("dev.tardigrade.registry");

    /** Where all is put together. */
    private static final String[] ROOT = {"dev.tardigrade.registry.server..", "dev.tardigrade.registry.cli.."};

    /** Each package and all those it may know. */
    private static final List<Layer> LAYERS = List.of(
            new Layer("model"),
            new Layer("policy", "model"),
            new Layer("files"),
            new Layer("config", "model", "policy"),
            new Layer("stream", "model"),
            new Layer("storage", "model", "stream"),
            new Layer("bucket", "model", "stream", "storage", "layout"),
            new Layer("layout", "model", "storage"),
            new Layer("lease", "model", "stream", "storage", "layout"),
            new Layer("cache", "model", "stream", "storage", "lease"),
            new Layer("cluster", "model", "storage", "cache"),
            new Layer("blob", "model", "stream", "storage", "layout", "cache", "lease"),
            new Layer("manifest", "model", "policy", "stream", "storage", "layout", "cache", "lease", "blob"),
            new Layer("gc", "model", "stream", "storage", "layout", "lease", "manifest"),
            new Layer("retention", "model", "policy", "stream", "storage", "layout", "lease", "manifest", "gc"),
            new Layer("migration", "model", "stream", "storage", "layout", "lease", "blob", "manifest"),
            new Layer("upload", "model", "stream", "storage", "layout", "blob"),
            new Layer("upstream", "model", "storage", "stream", "layout", "lease", "blob", "manifest", "upload"),
            new Layer("auth", "model", "policy", "files"),
            new Layer("logging", "config"),
            new Layer("notifications", "model"),
            new Layer("metrics", "model", "stream", "storage"),
            new Layer(
                    "http",
                    "model",
                    "policy",
                    "files",
                    "storage",
                    "cluster",
                    "layout",
                    "blob",
                    "manifest",
                    "upload",
                    "auth",
                    "notifications",
                    "metrics",
                    "upstream"));

    @Test
    void keepsTheHouseRules() {
        HouseRules.check(CLASSES);
    }

    @Test
    void packagesKnowOnlyThoseBelowThem() {
        LayeredArchitecture rule = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Layer layer : LAYERS) {
            rule = rule.layer(layer.name).definedBy("dev.tardigrade.registry." + layer.name + "..");
        }
        for (Layer layer : LAYERS) {
            rule = layer.below.length == 0
                    ? rule.whereLayer(layer.name).mayNotAccessAnyLayer()
                    : rule.whereLayer(layer.name).mayOnlyAccessLayers(layer.below);
        }
        rule.check(CLASSES);
    }

    @Test
    void thereAreNoPackagesButThoseAndTheRoot() {
        classes()
                .that()
                .resideOutsideOfPackages(ROOT)
                .should()
                .resideInAnyPackage(LAYERS.stream()
                        .map(layer -> "dev.tardigrade.registry." + layer.name + "..")
                        .toArray(String[]::new))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeKnowsHttpAndOnlyTheStoreKnowsS3() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tardigrade.registry.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tardigrade.registry.storage.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    private static final class Layer {

        private final String name;
        private final String[] below;

        Layer(String name, String... below) {
            this.name = name;
            this.below = below;
        }
    }
}
