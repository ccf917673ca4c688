package dev.tardigrade.registry.http.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a client sends, it is told in the words of the spec what is wrong with it, and nothing that is stored changes. */
final class EdgeFuzzTest {

    private static final List<String> FRAMES = List.of(
            "GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\n\r\n",
            "GET /v2/ HTTP/1.0\r\n\r\n",
            "GET /v2/ HTTP/0.9\r\n\r\n",
            "GET /v2/ HTTP/3.0\r\nHost: x\r\n\r\n",
            "GET /v2/\r\n\r\n",
            "GET  /v2/  HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://[::1/v2/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://other.example.com/v2/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /v2/ HTTP/1.1\nHost: x\n\n",
            "GET /v2/ HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\nHost : x\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\n: x\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\nHost: x\r\nA\u0000: b\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000garbage",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "POST /v2/app/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            "PUT /v2/app/manifests/v1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
            "PUT /v2/app/manifests/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4194305\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(40_000) + "\r\n\r\n",
            "GET /v2/ HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(9_000) + "\r\n",
            "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "",
            "\r\n\r\n\r\n",
            "\u0000");

    private static final FuzzedRegistry REGISTRY = new FuzzedRegistry();
    private static final List<String> UPLOADS =
            Stream.of("app", "app", "a/b/c").map(REGISTRY.client()::begin).toList();

    @AfterContainer
    static void stop() {
        REGISTRY.close();
    }

    @Property(tries = 2500, edgeCases = EdgeCasesMode.NONE)
    void anErrorIsTheClientsAndChangesNothing(@ForAll("requests") EdgeRequest request) {
        Set<String> before = REGISTRY.snapshot();
        RawAnswer answer = REGISTRY.connection().send(request.bytes());
        answer.assertInOrder(request.hasAnswerWithBody());
        if (answer.isError()) {
            assertThat(REGISTRY.snapshot()).isEqualTo(before);
        }
    }

    @Provide
    Arbitrary<EdgeRequest> requests() {
        return EdgeRequests.all(UPLOADS);
    }

    /** Half of a request, two in one, or none at all: the server answers or closes, and serves on. */
    @Property(tries = 600)
    void whatIsNoRequestIsAnsweredOrClosed(@ForAll("garbage") byte[] bytes) {
        RawAnswer answer = REGISTRY.connection().sendAll(bytes);
        if (!answer.isNothing() && answer.isHttp1()) {
            answer.assertComposed();
        }
        REGISTRY.assertServes();
    }

    @Provide
    Arbitrary<byte[]> garbage() {
        Arbitrary<byte[]> frame = Arbitraries.of(FRAMES).map(text -> text.getBytes(ISO_8859_1));
        Arbitrary<byte[]> cut = Combinators.combine(
                        frame, Arbitraries.integers().between(0, 200))
                .as((bytes, length) -> Arrays.copyOf(bytes, Math.min(bytes.length, length)));
        Arbitrary<byte[]> changed = Combinators.combine(
                        frame, Arbitraries.integers().between(0, 200), Arbitraries.bytes())
                .as((bytes, at, value) -> {
                    byte[] other = bytes.clone();
                    if (at < other.length) {
                        other[at] = value;
                    }
                    return other;
                });
        return Arbitraries.frequencyOf(
                Tuple.of(2, frame),
                Tuple.of(1, cut),
                Tuple.of(3, changed),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(300)));
    }
}
