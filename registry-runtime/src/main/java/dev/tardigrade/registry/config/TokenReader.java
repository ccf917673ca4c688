package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.AuthSettings.Realm;
import dev.tardigrade.registry.config.settings.AuthSettings.SigningAlgorithm;
import dev.tardigrade.registry.config.settings.AuthSettings.TokenPath;
import dev.tardigrade.registry.config.settings.AuthSettings.TokenSource;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code auth.token}. */
final class TokenReader {

    private final Settings settings;

    TokenReader(Settings settings) {
        this.settings = settings;
    }

    /** Null if a problem was found. */
    AuthSettings.@Nullable Token read() {
        TokenSource source = source();
        Realm service = settings.required(Key.AUTH_TOKEN_SERVICE, AuthReader::realm);
        String issuer = settings.required(Key.AUTH_TOKEN_ISSUER, Node.Scalar::text);
        Path bundle = settings.value(Key.AUTH_TOKEN_ROOTCERTBUNDLE, Settings::path);
        Path jwks = settings.value(Key.AUTH_TOKEN_JWKS, Settings::path);
        if (bundle == null && jwks == null) {
            settings.problem(
                    Key.AUTH_TOKEN_ROOTCERTBUNDLE,
                    "is missing: set it here or by "
                            + Key.AUTH_TOKEN_ROOTCERTBUNDLE.path().variable() + ", or set auth.token.jwks");
        }
        List<SigningAlgorithm> named = settings.values(Key.AUTH_TOKEN_SIGNINGALGORITHMS, TokenReader::algorithm);
        Set<SigningAlgorithm> algorithms =
                named.isEmpty() ? EnumSet.allOf(SigningAlgorithm.class) : EnumSet.copyOf(named);
        return source == null || service == null || issuer == null || (bundle == null && jwks == null)
                ? null
                : new AuthSettings.Token(source, service, issuer, bundle, jwks, algorithms);
    }

    private @Nullable TokenSource source() {
        boolean sameHost = settings.flag(Key.AUTH_TOKEN_AUTOREDIRECT, false);
        TokenPath path = settings.value(
                Key.AUTH_TOKEN_AUTOREDIRECTPATH,
                new TokenPath("/auth/token"),
                written -> new TokenPath(written.text()));
        if (sameHost) {
            return new TokenSource.SameHost(path);
        }
        URI realm = settings.required(Key.AUTH_TOKEN_REALM, Settings::httpAddress);
        return realm == null ? null : new TokenSource.At(realm);
    }

    private static SigningAlgorithm algorithm(Node.Scalar written) {
        try {
            return SigningAlgorithm.valueOf(written.text());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("must be of "
                    + Arrays.stream(SigningAlgorithm.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
    }
}
