package dev.tardigrade.registry.http.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Bytes;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes requests of what clients send, of what they must not send, and of anything. */
final class EdgeRequests {

    static final String ZEROS = "sha256:" + "0".repeat(64);
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final List<String> OTHER_METHODS = List.of("OPTIONS", "TRACE", "PROPFIND", "get");

    private static final List<String> NAMES = List.of(
            "app",
            "a/b/c",
            "other",
            "",
            "/",
            "App",
            "a//b",
            "a/",
            "..",
            "a/../b",
            "./a",
            "-a",
            "a_",
            "a___b",
            "a%2Fb",
            "a%2fb",
            "a%5Cb",
            "a%00b",
            "a%",
            "a%zz",
            "a%20b",
            "%C3%A9",
            "%FF%FE",
            "a;b",
            "a:b",
            "a@b",
            "a".repeat(255),
            "a".repeat(256),
            "a/".repeat(127) + "a",
            "a/".repeat(200) + "a",
            "_catalog",
            "blobs/uploads",
            "manifests",
            "v2/");

    private static final List<String> DIGESTS = List.of(
            ZEROS,
            "sha512:" + "0".repeat(128),
            "sha256:",
            "sha256",
            ":",
            "sha256:" + "0".repeat(63),
            "sha256:" + "0".repeat(65),
            "sha256:" + "A".repeat(64),
            "sha256:" + "g".repeat(64),
            "SHA256:" + "0".repeat(64),
            "sha1:" + "0".repeat(40),
            "md5:0",
            "sha256+b64:" + "0".repeat(64),
            "sha256%3A" + "0".repeat(64),
            "sha256:../../" + "0".repeat(58),
            "sha256:" + "0".repeat(4000));

    private static final List<String> TAGS = List.of(
            "v1",
            "latest",
            "sha256-" + "0".repeat(64),
            ".v1",
            "-v1",
            "v 1",
            "v%201",
            "v/1",
            "x".repeat(128),
            "x".repeat(129));

    private static final List<String> QUERIES = List.of(
            "n=0",
            "n=-1",
            "n=x",
            "n=",
            "n=99999999999999999999999999",
            "n=1&n=2",
            "last=",
            "last=%FF",
            "last=../..",
            "last=zzz&n=1",
            "digest=" + ZEROS,
            "digest=",
            "digest",
            "digest=sha256:x",
            "digest=" + ZEROS + "&digest=" + ZEROS,
            "mount=" + ZEROS + "&from=app",
            "mount=" + ZEROS,
            "mount=x",
            "mount=" + ZEROS + "&from=../x",
            "mount=&from=",
            "digest-algorithm=sha512",
            "digest-algorithm=md5",
            "digest-algorithm=",
            "artifactType=a/b",
            "artifactType=%00",
            "artifactType=" + "x".repeat(5000),
            "tag=v1&tag=v2",
            "tag=.v",
            "tag=",
            "tag=a&".repeat(70),
            "ns=docker.io",
            "ns=../..",
            "%zz",
            "%",
            "=",
            "&&&",
            "a=b&".repeat(100),
            "x".repeat(9000),
            "+");

    private static final List<String> HEADERS = List.of(
            "Range: bytes=0-",
            "Range: bytes=5-1",
            "Range: bytes=-",
            "Range: bytes=99999999999999999999-",
            "Range: bytes=0-0," + "1-1,".repeat(200),
            "Range: x",
            "Range: ",
            "Range: bytes=0-1\r\nRange: bytes=2-3",
            "Content-Range: 0-4",
            "Content-Range: 5-9",
            "Content-Range: 9-5",
            "Content-Range: bytes 0-4/*",
            "Content-Range: 0-99999999999999999999",
            "Content-Range: a-b",
            "Content-Range: ",
            "Content-Range: -1-4",
            "If-None-Match: *",
            "If-None-Match: \"" + ZEROS + "\"",
            "If-None-Match: ,,,\"",
            "If-Match: \"x\"",
            "If-Range: x",
            "If-Modified-Since: never",
            "Content-Type: " + IMAGE,
            "Content-Type: " + IMAGE + "; charset=utf-8",
            "Content-Type: " + INDEX,
            "Content-Type: application/vnd.docker.distribution.manifest.v2+json",
            "Content-Type: application/vnd.docker.distribution.manifest.v1+prettyjws",
            "Content-Type: text",
            "Content-Type: ;",
            "Content-Type: */*",
            "Content-Encoding: gzip",
            "Accept: nothing/at-all",
            "Accept-Encoding: identity;q=0",
            "Expect: 100-continue",
            "Expect: the-unexpected",
            "Authorization: Basic !!!",
            "Authorization: Bearer a.b.c",
            "Authorization: ",
            "Cookie: a=b",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Docker-Upload-UUID: x",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Host: a\"b",
            "X-Request-Id: \u0001",
            "X-HTTP-Method-Override: DELETE",
            "Trailer: x",
            "Origin: null");

    private static final List<String> BODIES = List.of(
            "",
            "hello",
            "{}",
            "[]",
            "null",
            "{",
            "\"",
            "{\"schemaVersion\":1}",
            "{\"schemaVersion\":2}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\"}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":null,\"layers\":null}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":{},\"layers\":[]}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":{\"mediaType\":\"a/b\",\"digest\":\""
                    + ZEROS + "\",\"size\":-1},\"layers\":[]}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":{\"mediaType\":\"a/b\",\"digest\":\""
                    + ZEROS + "\",\"size\":1e400},\"layers\":[]}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":{\"mediaType\":\"a/b\",\"digest\":\""
                    + ZEROS + "\",\"size\":5},\"layers\":[]}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[{\"digest\":\"x\"}]}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[],\"manifests\":[]}",
            "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[],\"subject\":{\"digest\":\"" + ZEROS
                    + "\"}}",
            "[".repeat(5000),
            "{\"a\":".repeat(5000));

    private EdgeRequests() {}

    /** @param uploads addresses of uploads that are open */
    static Arbitrary<EdgeRequest> all(List<String> uploads) {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.of(METHODS)), Tuple.of(1, Arbitraries.of(OTHER_METHODS))),
                        targets(uploads),
                        Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(HEADERS)), Tuple.of(1, anyHeader()))
                                .list()
                                .ofMaxSize(3),
                        bodies())
                .as(EdgeRequest::new);
    }

    /** Any text that stands in a line of HTTP as it is. */
    private static Arbitrary<String> line(int length) {
        return Arbitraries.strings().withCharRange('!', '~').ofMaxLength(length);
    }

    private static Arbitrary<String> anyHeader() {
        return Combinators.combine(
                        Arbitraries.of("Range", "Content-Range", "If-None-Match", "If-Range", "Content-Type", "X-Any"),
                        line(40))
                .as((name, value) -> name + ": " + value);
    }

    private static Arbitrary<String> targets(List<String> uploads) {
        Arbitrary<String> name = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("app", "a/b/c")), Tuple.of(2, Arbitraries.of(NAMES)), Tuple.of(1, line(30)));
        Arbitrary<String> digest = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(DIGESTS)), Tuple.of(1, line(90)));
        Arbitrary<String> reference = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(TAGS)), Tuple.of(2, Arbitraries.of(DIGESTS)), Tuple.of(1, line(90)));
        Arbitrary<String> path = Arbitraries.oneOf(
                Combinators.combine(name, reference).as((app, last) -> "/v2/" + app + "/manifests/" + last),
                Combinators.combine(name, digest).as((app, last) -> "/v2/" + app + "/blobs/" + last),
                Combinators.combine(name, digest).as((app, last) -> "/v2/" + app + "/referrers/" + last),
                name.map(app -> "/v2/" + app + "/tags/list"),
                name.map(app -> "/v2/" + app + "/blobs/uploads/"),
                Combinators.combine(name, line(60)).as((app, last) -> "/v2/" + app + "/blobs/uploads/" + last),
                Arbitraries.of(uploads),
                Arbitraries.of("/", "/v2", "/v2/", "/v2/_catalog", "/v1/", "/v2/_catalog/", "*", "//", "/metrics"),
                line(60).map(any -> "/" + any));
        Arbitrary<String> query = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just("")),
                Tuple.of(5, Arbitraries.of(QUERIES).map(each -> "?" + each)),
                Tuple.of(1, line(60).map(any -> "?" + any)));
        return Combinators.combine(path, query).as(String::concat);
    }

    private static Arbitrary<Bytes> bodies() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.of(BODIES).map(text -> text.getBytes(UTF_8))),
                        Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)))
                .map(Bytes::of);
    }
}
