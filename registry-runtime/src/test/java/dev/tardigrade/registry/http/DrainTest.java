package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A server that stops owes an answer to all that reach it. */
final class DrainTest {

    private static final byte[] BLOB = "a small blob".getBytes(US_ASCII);

    @Test
    void aPushOverAConnectionThatIsOpenIsAnsweredWhileTheServerStops() throws IOException, InterruptedException {
        RunningRegistry registry = RunningRegistry.start();
        InetSocketAddress address = registry.address();
        String upload = registry.client().begin("team/app");
        try (Socket slow = connect(address);
                Socket idle = connect(address)) {
            BufferedReader answers = reader(idle);
            send(idle, "GET /v2/ HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(head(answers)).startsWith("HTTP/1.1 200");
            send(slow, "PATCH " + upload + " HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n12345");
            Thread stop = Thread.ofVirtual().start(registry::close);
            await().atMost(Duration.ofSeconds(5)).until(() -> refuses(address));

            send(
                    idle,
                    "POST /v2/team/app/blobs/uploads/?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB)
                            + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + BLOB.length + "\r\n\r\n"
                            + new String(BLOB, US_ASCII));

            assertThat(head(answers)).startsWith("HTTP/1.1 201").containsIgnoringCase("connection: close");
            send(slow, "67890");
            assertThat(head(reader(slow))).startsWith("HTTP/1.1 202");
            stop.join();
        }
    }

    @Test
    void anAnswerThatTheStoreTakesLongForComesAlsoOverHttp2() throws Exception {
        HeldStore store = new HeldStore("/_blobs/");
        RunningRegistry registry = RunningRegistry.start(store.objects());
        try (HttpClient http = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer = push(http, registry.address());
            assertThat(store.isHeld(Duration.ofSeconds(10))).isTrue();
            Thread stop = Thread.ofVirtual().start(registry::close);

            // Longer than the second after which connections are closed on which nothing happens.
            assertThatThrownBy(() -> answer.get(2500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            store.goOn();

            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            stop.join();
        }
    }

    @Test
    void aRequestThatAnotherReplicaHasSentOnIsAnsweredWhileTheServerStops() throws Exception {
        HeldStore store = new HeldStore("/_blobs/");
        try (TwoReplicas replicas = TwoReplicas.start(store.objects())) {
            String upload = replicas.second().begin("team/app");
            String end = upload + "?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB);
            CompletableFuture<Client.Answer> answer =
                    CompletableFuture.supplyAsync(() -> replicas.first().send("PUT", end, BLOB));
            assertThat(store.isHeld(Duration.ofSeconds(10))).isTrue();
            Thread stop = Thread.ofVirtual().start(replicas::stopSecond);

            assertThatThrownBy(() -> answer.get(2500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            store.goOn();

            assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
            stop.join();
        }
    }

    @Test
    void uploadsGoOnWhileAServerStopsAndTheyLeaveIt() throws Exception {
        RunningRegistry registry = RunningRegistry.start();
        InetSocketAddress address = registry.address();
        List<String> uploads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            uploads.add(registry.client().begin("team/app"));
        }
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest ping = HttpRequest.newBuilder(uri(address, "/v2/")).build();
            assertThat(http.send(ping, BodyHandlers.discarding()).version()).isEqualTo(HttpClient.Version.HTTP_2);
            // Keeps the connection from being closed between the requests below.
            Socket open = connect(address);
            send(open, "PATCH " + uploads.removeFirst() + " HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n1");
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            Thread stop = Thread.ofVirtual().unstarted(registry::close);
            for (String upload : uploads) {
                URI end = uri(address, upload + "?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB));
                HttpRequest request = HttpRequest.newBuilder(end)
                        .PUT(BodyPublishers.ofByteArray(BLOB))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                answers.add(http.sendAsync(request, BodyHandlers.ofString()));
                if (answers.size() == 5) {
                    stop.start();
                }
            }
            List<String> outcomes = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                outcomes.add(outcome(answer));
            }
            assertThat(outcomes).isSubsetOf("201", "gone elsewhere");
            send(open, "2");
            open.close();
            stop.join();
        }
    }

    /**
     * A request that came too late goes to another connection, which nobody takes any more here: a client's next try meets another replica.
     */
    private static String outcome(CompletableFuture<HttpResponse<String>> answer) throws InterruptedException {
        try {
            return Integer.toString(answer.get().statusCode());
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case ConnectException _ -> "gone elsewhere";
                case null, default -> e.toString();
            };
        }
    }

    private static URI uri(InetSocketAddress address, String path) {
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    private static CompletableFuture<HttpResponse<String>> push(HttpClient http, InetSocketAddress address) {
        String path = "/v2/team/app/blobs/uploads/?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB);
        HttpRequest request = HttpRequest.newBuilder(uri(address, path))
                .POST(BodyPublishers.ofByteArray(BLOB))
                .build();
        return http.sendAsync(HttpRequest.newBuilder(uri(address, "/v2/")).build(), BodyHandlers.ofString())
                .thenCompose(_ -> http.sendAsync(request, BodyHandlers.ofString()));
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static boolean refuses(InetSocketAddress address) {
        try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** Status and headers of the next answer, whose body is skipped. */
    private static String head(BufferedReader answers) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            head.append(line).append('\n');
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            answers.read();
        }
        return head.toString();
    }
}
