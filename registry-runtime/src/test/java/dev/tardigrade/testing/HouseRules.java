package dev.tardigrade.testing;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.concurrent.Future;

/** Rules of style that hold in every module and that the compiler and the formatter do not check. */
public final class HouseRules {

    private static final String[] VAGUE_PACKAGES = {
        "..util..", "..utils..", "..common..", "..impl..", "..helper..", "..manager.."
    };

    private HouseRules() {}

    /** The production classes below a package. */
    public static JavaClasses productionClasses(String rootPackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(rootPackage);
    }

    /** Fails with every place that breaks a rule. */
    public static void check(JavaClasses classes) {
        noClasses()
                .should()
                .resideInAnyPackage(VAGUE_PACKAGES)
                .because("a package is named after what it is for")
                .check(classes);
        noClasses()
                .that(are(openForInheritance()))
                .should()
                .beTopLevelClasses()
                .because("classes are final unless made to be extended")
                .allowEmptyShould(true)
                .check(classes);
        noMethods()
                .that(are(notDemandedByALibrary()))
                .should()
                .haveRawReturnType(DescribedPredicate.describe("a future", type -> type.isAssignableTo(Future.class)))
                .because("code is blocking and runs on virtual threads")
                .check(classes);
        SlicesRuleDefinition.slices()
                .matching("dev.tardigrade.(*).(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    private static DescribedPredicate<JavaMethod> notDemandedByALibrary() {
        return DescribedPredicate.describe(
                "not demanded by a library's interface",
                method -> method.getOwner().getAllRawInterfaces().stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.tardigrade"))
                        .noneMatch(type -> type.tryGetMethod(
                                        method.getName(),
                                        method.getRawParameterTypes().stream()
                                                .map(JavaClass::getName)
                                                .toArray(String[]::new))
                                .isPresent()));
    }

    private static DescribedPredicate<JavaClass> openForInheritance() {
        return DescribedPredicate.describe(
                "open for inheritance",
                type -> !type.isInterface()
                        && !type.isAnonymousClass()
                        && !type.getModifiers().contains(JavaModifier.FINAL)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !type.isEnum());
    }
}
