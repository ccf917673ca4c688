package dev.tardigrade.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.Architectures;
import dev.tardigrade.testing.HouseRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses CLASSES = HouseRules.productionClasses("dev.tardigrade.operator");
    private static final String REGISTRY = "dev.tardigrade.operator.registry.";

    @Test
    void keepsTheHouseRules() {
        HouseRules.check(CLASSES);
    }

    @Test
    void eachStepKnowsOnlyThoseBeforeIt() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("process")
                .definedBy("dev.tardigrade.operator.process", "dev.tardigrade.operator.cli")
                .layer("reconciler")
                .definedBy("dev.tardigrade.operator.registry")
                .layer("report")
                .definedBy(REGISTRY + "report")
                .layer("deletion")
                .definedBy(REGISTRY + "deletion")
                .layer("apply")
                .definedBy(REGISTRY + "apply")
                .layer("plan")
                .definedBy(REGISTRY + "plan")
                .layer("objects")
                .definedBy(REGISTRY + "objects..")
                .layer("store")
                .definedBy(REGISTRY + "store")
                .layer("issuer")
                .definedBy(REGISTRY + "issuer")
                .layer("certificate")
                .definedBy(REGISTRY + "certificate")
                .layer("model")
                .definedBy(REGISTRY + "model")
                .layer("vocabulary")
                .definedBy("dev.tardigrade.operator.vocabulary")
                .whereLayer("reconciler")
                .mayOnlyBeAccessedByLayers("process")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("reconciler")
                .whereLayer("deletion")
                .mayOnlyBeAccessedByLayers("reconciler")
                .whereLayer("apply")
                .mayOnlyBeAccessedByLayers("reconciler")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("reconciler", "report", "deletion")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("reconciler")
                .whereLayer("issuer")
                .mayOnlyBeAccessedByLayers("reconciler", "plan")
                .whereLayer("certificate")
                .mayOnlyBeAccessedByLayers("plan")
                .whereLayer("objects")
                .mayOnlyBeAccessedByLayers("plan")
                .check(CLASSES);
    }

    @Test
    void grantsKnowNothingOfKubernetesAndOpenNoConnection() {
        noClasses()
                .that()
                .resideInAPackage("dev.tardigrade.operator.grant..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8..",
                        "io.javaoperatorsdk..",
                        "java.net.http..",
                        "dev.tardigrade.api..",
                        "dev.tardigrade.operator.registry..",
                        "dev.tardigrade.operator.process..",
                        "dev.tardigrade.operator.cli..")
                .check(CLASSES);
    }

    @Test
    void planAndReportAreFreeOfClusterAndClock() {
        noClasses()
                .that()
                .resideInAnyPackage(REGISTRY + "plan", REGISTRY + "objects..", REGISTRY + "report")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.javaoperatorsdk..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.InstantSource")
                .because("what they say must follow from what they get")
                .check(CLASSES);
    }
}
