package dev.tardigrade.crds;

import dev.tardigrade.testing.HouseRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void keepsTheHouseRules() {
        HouseRules.check(HouseRules.productionClasses("dev.tardigrade.api"));
    }
}
