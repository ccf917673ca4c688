package dev.tardigrade.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.testing.keys.TestKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens as the token servers of others make them, and those that somebody else made. */
final class ForeignTokensTest {

    private static final TestKey RSA = TestKey.rsa();
    private static final TestKey EC = TestKey.ec("secp256r1");
    private static final TestKey STRANGER = TestKey.rsa();
    private static final X509Certificate ROOT = RSA.authority("token server");
    private static final Permission PULL = new Permission.OnRepository(RepositoryName.parse("team/app"), Action.PULL);
    private static final Permission PUSH = new Permission.OnRepository(RepositoryName.parse("team/app"), Action.PUSH);
    private static final Permission OTHER = new Permission.OnRepository(RepositoryName.parse("team/b"), Action.PULL);
    private static final List<String> ALL = List.of("RS256", "ES256", "PS256");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    private ForeignTokens withBundle() throws IOException {
        Path bundle = Files.writeString(folder.resolve("root.crt"), TestKey.pem(ROOT));
        return open(Optional.of(bundle), Optional.empty(), ALL);
    }

    private Path jwks(JWK... keys) throws IOException {
        String set = "{\"keys\":["
                + String.join(",", List.of(keys).stream().map(JWK::toJSONString).toList()) + "]}";
        return Files.writeString(folder.resolve("jwks.json"), set);
    }

    private ForeignTokens open(Optional<Path> bundle, Optional<Path> jwks, List<String> algorithms) throws IOException {
        return ForeignTokens.open(new ForeignTokens.Settings("issuer", "registry", bundle, jwks, algorithms), now::get);
    }

    private static RSAKey publicKey(TestKey key, String id) {
        return new RSAKey.Builder((RSAPublicKey) key.pair().getPublic())
                .keyID(id)
                .build();
    }

    private JWTClaimsSet.Builder claims() {
        Instant time = now.get();
        return new JWTClaimsSet.Builder()
                .issuer("issuer")
                .subject("alice")
                .audience("registry")
                .issueTime(Date.from(time))
                .notBeforeTime(Date.from(time))
                .expirationTime(Date.from(time.plus(Duration.ofMinutes(5))))
                .jwtID("tYJCO1c6cnyy7kAn0c7rKPgbV1H1bFws")
                .claim("access", List.of(access("repository", "team/app", "pull")));
    }

    private static Map<String, Object> access(String type, String name, String... actions) {
        return Map.of("type", type, "name", name, "actions", List.of(actions));
    }

    private static JWSHeader.Builder header(String id) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id);
    }

    private static Credentials signed(TestKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
        SignedJWT jwt = new SignedJWT(header.build(), claims.build());
        try {
            jwt.sign(
                    key.pair().getPrivate() instanceof ECPrivateKey ec
                            ? new ECDSASigner(ec)
                            : new RSASSASigner(key.pair().getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Credentials.Bearer(new Secret(jwt.serialize()));
    }

    private static void assertRefused(ForeignTokens tokens, Credentials credentials) {
        assertThatThrownBy(() -> tokens.callerOf(credentials))
                .isInstanceOf(RegistryException.class)
                .hasMessage("the token is not valid, or not any more");
    }

    private static List<Base64> chain(X509Certificate... certificates) {
        return List.of(certificates).stream()
                .map(certificate -> {
                    try {
                        return Base64.encode(certificate.getEncoded());
                    } catch (CertificateEncodingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void oneAsDockersServerMakesItNamesItsKeyByLibtrust() throws IOException {
        String id = Libtrust.fingerprint(RSA.pair().getPublic());
        assertThat(id).matches("([A-Z2-7]{4}:){11}[A-Z2-7]{4}");
        Caller caller = withBundle().callerOf(signed(RSA, header(id), claims()));
        assertThat(caller.principal()).isEqualTo(new Principal.User("alice"));
        assertThat(caller.may(PULL)).isTrue();
        assertThat(caller.may(PUSH)).isFalse();
        assertThat(caller.may(OTHER)).isFalse();
    }

    @Test
    void oneAsHarborMakesItHasNoSubjectForRobotsAndEveryAction() throws IOException {
        var claims = claims().subject("")
                .claim("access", List.of(access("repository", "team/app", "pull", "push", "*"), access("x", "y")));
        Caller caller = withBundle()
                .callerOf(signed(
                        RSA,
                        header(TrustedKey.of(RSA.pair().getPublic())
                                .ids()
                                .iterator()
                                .next()),
                        claims));
        assertThat(caller.principal()).isEqualTo(new Principal.Anonymous());
        assertThat(caller.may(PUSH)).isTrue();
        assertThat(caller.may(new Permission.OnRepository(RepositoryName.parse("team/app"), Action.DELETE)))
                .isTrue();
    }

    @Test
    void oneAsGitLabMakesItMayHaveMoreInItsAccess() throws IOException {
        Map<String, Object> entry = Map.of(
                "type", "repository", "name", "team/app", "actions", List.of("pull"), "meta", Map.of("project", "x"));
        Caller caller = withBundle()
                .callerOf(signed(
                        RSA,
                        header(Libtrust.fingerprint(RSA.pair().getPublic())),
                        claims().claim("access", List.of(entry)).claim("auth_type", "build")));
        assertThat(caller.may(PULL)).isTrue();
    }

    @Test
    void aKeyOfTheSetIsNamedByItsId() throws IOException {
        ForeignTokens tokens = open(Optional.empty(), Optional.of(jwks(publicKey(RSA, "k1"))), ALL);
        assertThat(tokens.callerOf(signed(RSA, header("k1"), claims())).may(PULL))
                .isTrue();
        assertRefused(tokens, signed(RSA, header("k2"), claims()));
        assertRefused(tokens, signed(STRANGER, header("k1"), claims()));
    }

    @Test
    void withoutAnIdEveryKeyIsTried() throws IOException {
        ForeignTokens tokens =
                open(Optional.empty(), Optional.of(jwks(publicKey(STRANGER, "a"), publicKey(RSA, "b"))), ALL);
        assertThat(tokens.callerOf(signed(RSA, new JWSHeader.Builder(JWSAlgorithm.RS256), claims()))
                        .may(PULL))
                .isTrue();
    }

    @Test
    void aCertificateUnderOurRootIsBelieved() throws IOException {
        X509Certificate leaf = RSA.sign(ROOT, EC, "signer", now.get());
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).x509CertChain(chain(leaf));
        assertThat(withBundle().callerOf(signed(EC, header, claims())).may(PULL))
                .isTrue();
        var whole = new JWSHeader.Builder(JWSAlgorithm.ES256).x509CertChain(chain(leaf, ROOT));
        assertThat(withBundle().callerOf(signed(EC, whole, claims())).may(PULL)).isTrue();
    }

    @Test
    void aCertificateThatIsNotUnderOurRootOrHasExpiredIsNot() throws IOException {
        X509Certificate other = STRANGER.authority("token server");
        X509Certificate leaf = STRANGER.sign(other, EC, "signer", now.get());
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).x509CertChain(chain(leaf, other));
        assertRefused(withBundle(), signed(EC, header, claims()));
        X509Certificate old = RSA.sign(ROOT, EC, "signer", now.get().minus(Duration.ofDays(3)));
        var expired = new JWSHeader.Builder(JWSAlgorithm.ES256).x509CertChain(chain(old));
        assertRefused(withBundle(), signed(EC, expired, claims()));
        // Its chain is under our root, but another key has signed.
        X509Certificate good = RSA.sign(ROOT, EC, "signer", now.get());
        var stolen = new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertChain(chain(good));
        assertRefused(withBundle(), signed(STRANGER, stolen, claims()));
    }

    @Test
    void aChainIsNotBelievedWhereOnlyKeysAreConfigured() throws IOException {
        ForeignTokens tokens = open(Optional.empty(), Optional.of(jwks(publicKey(STRANGER, "k1"))), ALL);
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertChain(chain(ROOT));
        assertRefused(tokens, signed(RSA, header, claims()));
    }

    @Test
    void keysThatATokenBringsAlongAreIgnored() throws IOException {
        ForeignTokens tokens = withBundle();
        assertRefused(
                tokens,
                signed(STRANGER, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(publicKey(STRANGER, "x")), claims()));
        assertRefused(
                tokens,
                signed(
                        STRANGER,
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwkURL(URI.create("http://127.0.0.1:1/jwks")),
                        claims()));
        assertRefused(
                tokens,
                signed(
                        STRANGER,
                        new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertURL(URI.create("http://127.0.0.1:1/x5u")),
                        claims()));
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws JOSEException, IOException {
        ForeignTokens tokens =
                open(Optional.empty(), Optional.of(jwks(publicKey(RSA, "k1"))), List.of("RS256", "HS256"));
        for (byte[] secret : List.of(
                RSA.pair().getPublic().getEncoded(),
                TestKey.pem(RSA.pair().getPublic()).getBytes(StandardCharsets.US_ASCII))) {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
            jwt.sign(new MACSigner(secret));
            assertRefused(tokens, new Credentials.Bearer(new Secret(jwt.serialize())));
        }
    }

    @Test
    void anUnsignedTokenIsNone() throws IOException {
        String none = "eyJhbGciOiJub25lIn0."
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims().build().toString().getBytes(StandardCharsets.UTF_8));
        assertRefused(withBundle(), new Credentials.Bearer(new Secret(none + ".")));
        assertRefused(withBundle(), new Credentials.Bearer(new Secret(none)));
        assertRefused(withBundle(), new Credentials.Bearer(new Secret("a.b.c")));
        assertRefused(withBundle(), new Credentials.Bearer(new Secret("x".repeat(20_000))));
    }

    @Test
    void anAlgorithmThatIsNotConfiguredIsRefused() throws IOException {
        ForeignTokens tokens = open(Optional.empty(), Optional.of(jwks(publicKey(RSA, "k1"))), List.of("PS256"));
        assertRefused(tokens, signed(RSA, header("k1"), claims()));
        assertThat(tokens.callerOf(signed(RSA, new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("k1"), claims()))
                        .may(PULL))
                .isTrue();
    }

    @Test
    void issuerAudienceAndTimeAreChecked() throws IOException {
        ForeignTokens tokens = withBundle();
        Instant time = now.get();
        List<UnaryOperator<JWTClaimsSet.Builder>> flaws = List.of(
                claims -> claims.issuer("another"),
                claims -> claims.issuer(null),
                claims -> claims.audience("another"),
                claims -> claims.audience((String) null),
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(Date.from(time.minusSeconds(61))),
                claims -> claims.notBeforeTime(Date.from(time.plusSeconds(62))));
        for (UnaryOperator<JWTClaimsSet.Builder> flaw : flaws) {
            Credentials flawed = signed(RSA, new JWSHeader.Builder(JWSAlgorithm.RS256), flaw.apply(claims()));
            assertThatThrownBy(() -> tokens.callerOf(flawed))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageMatching("the token (is of another issuer, or for another audience"
                            + "|has expired, or is not valid yet)");
        }
        var several = claims().audience(List.of("another", "registry")).notBeforeTime(null);
        assertThat(tokens.callerOf(signed(RSA, new JWSHeader.Builder(JWSAlgorithm.RS256), several))
                        .may(PULL))
                .isTrue();
    }

    @Test
    void anotherKindOfTokenIsRefused() throws IOException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).type(new com.nimbusds.jose.JOSEObjectType("refresh+jwt"));
        assertRefused(withBundle(), signed(RSA, header, claims()));
    }

    @Test
    void keysFollowTheirFiles() throws IOException {
        ForeignTokens tokens = open(Optional.empty(), Optional.of(jwks(publicKey(RSA, "k1"))), ALL);
        var fresh = claims();
        jwks(publicKey(STRANGER, "k2"));
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
        assertRefused(tokens, signed(RSA, header("k1"), fresh));
        assertThat(tokens.callerOf(signed(STRANGER, header("k2"), fresh)).may(PULL))
                .isTrue();
        Files.writeString(folder.resolve("jwks.json"), "{\"keys\": broken");
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
        assertThat(tokens.callerOf(signed(STRANGER, header("k2"), fresh)).may(PULL))
                .isTrue();
    }

    @Test
    void filesThatAreNoneOfPublicKeysAreNamed() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"aHVudGVyMg\"}]}");
        assertThatThrownBy(() -> open(Optional.empty(), Optional.of(wrong), ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(wrong.toString())
                .hasMessageNotContaining("aHVud");
        assertThatThrownBy(() -> open(Optional.of(wrong), Optional.empty(), ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(wrong.toString());
        Path weak = jwks(publicKey(TestKey.rsa(1024), "weak"));
        assertThatThrownBy(() -> open(Optional.empty(), Optional.of(weak), ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2048");
    }

    @Test
    void passwordsAreNotTakenAndNothingIsAllowedWithout() throws IOException {
        ForeignTokens tokens = withBundle();
        assertThatThrownBy(() -> tokens.callerOf(new Credentials.Password("alice", new Secret("x"))))
                .isInstanceOf(RegistryException.class);
        assertThat(tokens.callerOf(new Credentials.None()).may(PULL)).isFalse();
        assertThat(tokens.callerOf(new Credentials.None()).may(new Permission.Connect()))
                .isFalse();
    }

    @Test
    void theCatalogIsForWhoHasItInTheToken() throws IOException {
        ForeignTokens tokens = withBundle();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256);
        Caller caller = tokens.callerOf(
                signed(RSA, header, claims().claim("access", List.of(access("registry", "catalog", "*")))));
        assertThat(caller.may(new Permission.ListRepositories())).isTrue();
        assertThat(caller.may(new Permission.SeeRepository(RepositoryName.parse("any"))))
                .isTrue();
        assertThat(caller.may(PULL)).isFalse();
        assertThat(tokens.callerOf(signed(RSA, header, claims())).may(new Permission.ListRepositories()))
                .isFalse();
    }

    @Test
    void curvesAreFoundAgainFromTheirPrivateHalf() {
        for (String curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
            TestKey key = TestKey.ec(curve);
            assertThat(TrustedKey.of(KeyPairs.complete(key.pair().getPrivate()), Set.of())
                            .ids())
                    .isSubsetOf(TrustedKey.of(key.pair().getPublic()).ids());
        }
    }
}
