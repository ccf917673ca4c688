package dev.tardigrade.registry.http.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Bytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever somebody shows to say who they are: only what was given out lets them in. */
final class CredentialsFuzzTest {

    private static final FuzzedLogin LOGIN = new FuzzedLogin();
    private static final String ALICE = FuzzedLogin.ALICE;
    private static final String TOKEN = LOGIN.token();
    private static final String UPLOAD = LOGIN.begin(TOKEN);

    @AfterContainer
    static void stop() {
        LOGIN.close();
    }

    private static RawAnswer send(EdgeRequest request) {
        RawAnswer answer = LOGIN.connection().send(request.bytes());
        answer.assertInOrder(request.hasAnswerWithBody());
        return answer;
    }

    private static RawAnswer connect(String authorization) {
        return send(new EdgeRequest("GET", "/v2/", List.of("Authorization: " + authorization), Bytes.of(new byte[0])));
    }

    @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
    void whatWasNotGivenOutLetsNobodyIn(@ForAll("credentials") String authorization) {
        Assume.that(!authorization.equals(ALICE) && !authorization.contains(TOKEN));
        assertThat(connect(authorization).status()).isEqualTo(401);
    }

    @Provide
    Arbitrary<String> credentials() {
        Arbitrary<String> text = Arbitraries.strings().withCharRange('!', '~').ofMaxLength(60);
        Arbitrary<String> pair = Arbitraries.of(
                ":",
                "alice:",
                ":secret",
                "alice:secret ",
                "Alice:secret",
                "alice:SECRET",
                "alice\u0000:secret",
                "alice",
                "");
        Arbitrary<String> scheme =
                Arbitraries.of("Basic ", "basic ", "Bearer ", "BEARER ", "Digest ", "", "Basic", "Token ");
        return Arbitraries.oneOf(
                Combinators.combine(scheme, text).as(String::concat),
                pair.map(FuzzedLogin::basic),
                Combinators.combine(pair, Arbitraries.of("", "=", " ", "\t", ","))
                        .as((each, end) -> FuzzedLogin.basic(each) + end),
                forged().map(token -> "Bearer " + token),
                Arbitraries.of(
                        ALICE.substring(6),
                        "Bearer " + ALICE.substring(6),
                        "Bearer",
                        "Bearer .",
                        "Bearer ..",
                        "Bearer ...."));
    }

    /** The parts of a token that is good, with others in their place. */
    private static Arbitrary<String> forged() {
        String[] parts = TOKEN.split("\\.", -1);
        Arbitrary<String> head = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(parts[0])),
                Tuple.of(
                        3,
                        Arbitraries.of("HS256", "none", "None", "NONE", "", "RS256", "HS512", "ES256", "dir")
                                .map(CredentialsFuzzTest::head)));
        Arbitrary<String> claims = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(parts[1])),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                        "{}",
                                        "[]",
                                        "null",
                                        "{\"sub\":\"alice\"}",
                                        "{\"exp\":\"x\"}",
                                        "{\"exp\":1e999}",
                                        "{")
                                .map(CredentialsFuzzTest::part)));
        Arbitrary<String> signature = Arbitraries.of("", "AAAA", parts[2] + "A", parts[0], "!", "=".repeat(40));
        return Combinators.combine(head, claims, signature).as((one, two, three) -> one + "." + two + "." + three);
    }

    private static String head(String algorithm) {
        return part("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}");
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    @Property(tries = 300)
    void noByteOfATokenMayBeAnother(@ForAll("changes") Change change) {
        String token = change.in(TOKEN);
        Assume.that(!sameBytes(token, TOKEN));
        assertThat(connect("Bearer " + token).status()).isEqualTo(401);
    }

    @Property(tries = 300)
    void noByteOfTheAddressOfAnUploadMayBeAnother(@ForAll("changes") Change change) {
        int slash = UPLOAD.lastIndexOf('/') + 1;
        String session = change.in(UPLOAD.substring(slash));
        Assume.that(!sameBytes(session, UPLOAD.substring(slash)));
        RawAnswer answer = send(new EdgeRequest(
                "GET",
                UPLOAD.substring(0, slash) + session,
                List.of("Authorization: Bearer " + TOKEN),
                Bytes.of(new byte[0])));
        assertThat(answer.status()).isEqualTo(404);
    }

    /** One character at some place, counted round. */
    record Change(int place, char character) {
        String in(String text) {
            int at = place % text.length();
            return text.substring(0, at) + character + text.substring(at + 1);
        }
    }

    @Provide
    Arbitrary<Change> changes() {
        Arbitrary<Character> characters = Arbitraries.chars()
                .range('A', 'Z')
                .range('a', 'z')
                .range('0', '9')
                .with('-', '_');
        return Combinators.combine(Arbitraries.integers().between(0, 2000), characters)
                .as(Change::new);
    }

    /** The last character of a part has bits that mean nothing. */
    private static boolean sameBytes(String one, String other) {
        String[] parts = one.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        try {
            return Stream.iterate(0, i -> i < parts.length, i -> i + 1)
                    .allMatch(i -> Arrays.equals(
                            Base64.getUrlDecoder().decode(parts[i]),
                            Base64.getUrlDecoder().decode(others[i])));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noFormGetsATokenWithoutThePassword(@ForAll("forms") String form, @ForAll boolean inQuery) {
        Bytes body = Bytes.of(form.getBytes(ISO_8859_1));
        EdgeRequest request = inQuery
                ? new EdgeRequest("GET", "/auth/token?" + form.replace(' ', '+'), List.of(), Bytes.of(new byte[0]))
                : new EdgeRequest(
                        "POST", "/auth/token", List.of("Content-Type: application/x-www-form-urlencoded"), body);
        assertThat(send(request).status()).isIn(400, 401, 413);
    }

    @Provide
    Arbitrary<String> forms() {
        Arbitrary<String> field = Arbitraries.of(
                "grant_type=password",
                "grant_type=refresh_token",
                "grant_type=",
                "grant_type=client_credentials",
                "username=alice",
                "username=",
                "password=wrong",
                "password=",
                "password=%00",
                "refresh_token=" + TOKEN,
                "refresh_token=a.b.c",
                "scope=repository:app:pull",
                "scope=repository:app:*",
                "scope=registry:catalog:*",
                "scope=repository:../x:pull",
                "scope=:::",
                "scope=",
                "service=images",
                "service=other",
                "access_type=offline",
                "offline_token=true",
                "account=alice",
                "client_id=docker",
                "%",
                "%zz=%zz",
                "=",
                "a b");
        return field.list().ofMaxSize(8).map(fields -> String.join("&", fields));
    }
}
