package dev.tardigrade.e2e.beds;

import dev.tardigrade.e2e.process.Command;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Clients that are Debian packages are there when the tests of a class begin; what is missing is installed. */
public final class ClientPackages implements BeforeAllCallback {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public void beforeAll(ExtensionContext context) {
        Command.of(Bed.SCRIPT, "packages", "clients").within(LIMIT).run();
    }
}
