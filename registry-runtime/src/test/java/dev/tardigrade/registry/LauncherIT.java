package dev.tardigrade.registry;

import dev.tardigrade.testing.launcher.LauncherContract;

final class LauncherIT extends LauncherContract {

    @Override
    protected String name() {
        return "registry";
    }

    @Override
    protected String optionsVariable() {
        return "REGISTRY_OPTS";
    }
}
