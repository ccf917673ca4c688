package dev.tardigrade.operator;

import dev.tardigrade.testing.launcher.LauncherContract;

final class LauncherIT extends LauncherContract {

    @Override
    protected String name() {
        return "operator";
    }

    @Override
    protected String optionsVariable() {
        return "OPERATOR_OPTS";
    }
}
