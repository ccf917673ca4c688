package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.AuthSettings.Realm;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code auth}. */
final class AuthReader {

    private static final KeyPath AUTH = KeyPath.of("auth");
    private static final KeyPath HTPASSWD = AUTH.child("htpasswd");

    private final Settings settings;

    AuthReader(Settings settings) {
        this.settings = settings;
    }

    /** Null if a problem was found: what cannot be read must never leave the door open. */
    @Nullable AuthSettings read() {
        List<KeyPath> providers = Stream.of(
                        HTPASSWD, Key.AUTH_NONE.path(), Key.AUTH_SILLY.path(), Key.AUTH_TOKEN.path())
                .filter(settings::mentions)
                .toList();
        if (providers.size() > 1) {
            settings.problem(providers.getLast(), "only one provider can be configured: remove the others");
        }
        if (providers.contains(HTPASSWD)) {
            return htpasswd();
        }
        if (providers.isEmpty() && settings.mentions(AUTH)) {
            settings.problem(AUTH, "names no provider: set auth.htpasswd, or write auth: none to let everybody in");
        }
        settings.takesNoKeys(Key.AUTH_NONE);
        return new AuthSettings.Open();
    }

    private @Nullable AuthSettings htpasswd() {
        Realm realm = settings.required(Key.AUTH_HTPASSWD_REALM, written -> new Realm(written.text()));
        Path file = settings.required(Key.AUTH_HTPASSWD_PATH, Settings::path);
        return realm == null || file == null ? null : new AuthSettings.Htpasswd(realm, file);
    }
}
