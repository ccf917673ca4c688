package dev.tardigrade.registry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures;
import dev.tardigrade.testing.HouseRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses CLASSES = HouseRules.productionClasses("dev.tardigrade.registry");

    @Test
    void keepsTheHouseRules() {
        HouseRules.check(CLASSES);
    }

    @Test
    void packagesKnowOnlyThoseBelowThem() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("dev.tardigrade.registry.model..")
                .layer("config")
                .definedBy("dev.tardigrade.registry.config..")
                .layer("stream")
                .definedBy("dev.tardigrade.registry.stream..")
                .layer("storage")
                .definedBy("dev.tardigrade.registry.storage..")
                .whereLayer("config")
                .mayOnlyAccessLayers("model")
                .whereLayer("storage")
                .mayOnlyAccessLayers("model", "stream")
                .whereLayer("stream")
                .mayOnlyAccessLayers("model")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }
}
