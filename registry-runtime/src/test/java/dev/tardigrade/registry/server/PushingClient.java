package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** Does with one repository what clients do, by way of whichever replica it is given. Remembers the address of an upload that broke off. */
final class PushingClient {

    static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);

    /** More than fit into the memory of the replica, so that parts are cut. */
    private static final int LARGE = 34 << 20;

    private final String repository;
    private final int seed;
    private Optional<String> session = Optional.empty();

    PushingClient(String repository, int seed) {
        this.repository = repository;
        this.seed = seed;
    }

    private static byte[] bytes(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    byte[] layer() {
        return bytes(seed, 50_000);
    }

    byte[] large() {
        return bytes(seed, LARGE);
    }

    static Digest digest(byte[] content) {
        return Digest.of(Algorithm.SHA256, content);
    }

    private String path(String rest) {
        return "/v2/" + repository + rest;
    }

    private String blob(byte[] content) {
        return path("/blobs/" + digest(content));
    }

    private static BodyPublisher none() {
        return BodyPublishers.noBody();
    }

    private static void expect(int status, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer + ": " + new String(answer.body(), UTF_8));
        }
    }

    /** In one request. */
    void pushWhole(ReplicaProgram replica, byte[] content) throws IOException {
        expect(
                201,
                replica.send(
                        "POST",
                        path("/blobs/uploads/?digest=" + digest(content)),
                        BodyPublishers.ofByteArray(content)));
    }

    /** As docker does: begin, send, finish. */
    void pushChunked(ReplicaProgram replica, byte[] content) throws IOException {
        begin(replica);
        int most = content.length - 1000;
        HttpResponse<byte[]> answer =
                replica.send("PATCH", session.orElseThrow(), BodyPublishers.ofByteArray(content, 0, most));
        expect(202, answer);
        session = answer.headers().firstValue("Location");
        finish(replica, content, most);
    }

    void begin(ReplicaProgram replica) throws IOException {
        HttpResponse<byte[]> answer = replica.send("POST", path("/blobs/uploads/"), none());
        expect(202, answer);
        session = answer.headers().firstValue("Location");
    }

    private void finish(ReplicaProgram replica, byte[] content, int from) throws IOException {
        String target = session.orElseThrow() + "?digest=" + digest(content);
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        expect(
                201,
                rest.length == 0
                        ? replica.send("PUT", target, none())
                        : replica.send(
                                "PUT",
                                target,
                                BodyPublishers.ofByteArray(rest),
                                "Content-Range",
                                from + "-" + (content.length - 1)));
        session = Optional.empty();
    }

    /** Goes on with the upload that broke off, where the registry still knows it, and else begins again. */
    void resume(ReplicaProgram replica, byte[] content) throws IOException {
        if (session.isPresent()) {
            HttpResponse<byte[]> position = replica.send("GET", session.get(), none());
            if (position.statusCode() == 204) {
                session = position.headers().firstValue("Location");
                finish(replica, content, stored(position));
                return;
            }
            assertThat(position.statusCode()).isEqualTo(404);
            assertThat(new String(position.body(), UTF_8)).contains("BLOB_UPLOAD_UNKNOWN");
        }
        pushChunked(replica, content);
    }

    /** {@code 0-0} stands for one byte and for none; of one byte there never is an upload here. */
    private static int stored(HttpResponse<byte[]> position) {
        int last = Integer.parseInt(
                position.headers().firstValue("Range").orElseThrow().substring(2));
        return last == 0 ? 0 : last + 1;
    }

    void cancel(ReplicaProgram replica) throws IOException {
        if (session.isPresent()) {
            HttpResponse<byte[]> answer = replica.send("DELETE", session.get(), none());
            assertThat(answer.statusCode()).isIn(204, 404);
            session = Optional.empty();
        }
    }

    /** Begins an upload and sends so much that a part of it is stored. */
    void beginLarge(ReplicaProgram replica) throws IOException {
        begin(replica);
        HttpResponse<byte[]> answer = replica.send("PATCH", session.orElseThrow(), BodyPublishers.ofByteArray(large()));
        expect(202, answer);
        session = answer.headers().firstValue("Location");
    }

    private String image(byte[] layer, Optional<String> subject) {
        String about = subject.map(manifest -> ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                        .formatted(IMAGE, digest(manifest.getBytes(UTF_8)), manifest.length()))
                .orElse("");
        return """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"a/b","digest":"%s","size":2},
                 "layers":[{"mediaType":"a/b","digest":"%s","size":%d}]%s}""".formatted(IMAGE, digest(CONFIG), digest(layer), layer.length, about);
    }

    String base() {
        return image(CONFIG, Optional.empty());
    }

    /** Is about {@link #base}. */
    String image() {
        return image(layer(), Optional.of(base()));
    }

    void pushImage(ReplicaProgram replica) throws IOException {
        pushWhole(replica, CONFIG);
        pushWhole(replica, layer());
        tag(replica, image());
    }

    void pushBase(ReplicaProgram replica) throws IOException {
        pushWhole(replica, CONFIG);
        tag(replica, base());
    }

    void tag(ReplicaProgram replica, String manifest) throws IOException {
        expect(
                201,
                replica.send(
                        "PUT", path("/manifests/latest"), BodyPublishers.ofString(manifest), "Content-Type", IMAGE));
    }

    void untag(ReplicaProgram replica) throws IOException {
        delete(replica, path("/manifests/latest"));
    }

    void deleteImage(ReplicaProgram replica) throws IOException {
        delete(replica, path("/manifests/" + digest(image().getBytes(UTF_8))));
    }

    void deleteBlob(ReplicaProgram replica) throws IOException {
        delete(replica, blob(layer()));
    }

    /** A client whose deletion broke off finds that it was done, or does it again. */
    private static void delete(ReplicaProgram replica, String path) throws IOException {
        int status = replica.send("DELETE", path, none()).statusCode();
        if (status != 202 && status != 404) {
            throw new IOException("deletion of " + path + " is answered " + status);
        }
    }

    /** The blob is there as a whole, or not at all. */
    boolean has(ReplicaProgram replica, byte[] content) throws IOException {
        HttpResponse<byte[]> answer = replica.send("GET", blob(content), none());
        if (answer.statusCode() == 404) {
            return false;
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(digest(answer.body())).isEqualTo(digest(content));
        return true;
    }

    /** What the tag points to, all of which is there then; empty where there is no tag. */
    Optional<String> tagged(ReplicaProgram replica) throws IOException {
        HttpResponse<byte[]> answer = replica.send("GET", path("/manifests/latest"), none());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        String manifest = new String(answer.body(), UTF_8);
        assertThat(replica.send("GET", path("/manifests/" + digest(answer.body())), none())
                        .body())
                .isEqualTo(answer.body());
        assertThat(has(replica, CONFIG)).isTrue();
        assertThat(!manifest.equals(image()) || has(replica, layer())).isTrue();
        return Optional.of(manifest);
    }

    /** Whether the registry shows the image as one that is about the base. */
    boolean isReferrer(ReplicaProgram replica) throws IOException {
        HttpResponse<byte[]> answer = replica.send("GET", path("/referrers/" + digest(base().getBytes(UTF_8))), none());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), UTF_8)
                .contains(digest(image().getBytes(UTF_8)).toString());
    }
}
