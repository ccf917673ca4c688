package dev.tardigrade.e2e.node;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Our own registry, on files and at an address that nodes reach: where a cluster pulls the product's images from. */
final class ImageRegistry implements AutoCloseable {

    private static final Path LAUNCHER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("registry-runtime/target/dist/bin/registry");

    private final Process process;
    private final String address;

    private ImageRegistry(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one and waits until it answers. */
    static ImageRegistry start(String host, Path folder) throws IOException {
        String address = host + ":" + freePort(host);
        Path configuration =
                Files.writeString(folder.resolve("images.yml"), """
                version: 0.1
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "%s"}
                """.formatted(folder.resolve("images"), address));
        Process process = new ProcessBuilder(LAUNCHER.toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("images.log").toFile())
                .start();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + "/v2/")).build();
        HttpClient http = HttpClient.newHttpClient();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
        return new ImageRegistry(process, address);
    }

    private static int freePort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    /** Host and port. */
    String address() {
        return address;
    }

    /** Lets a containerd with this {@code certs.d} pull from it by plain http. */
    void trustedBy(Path hosts) throws IOException {
        Path folder = Files.createDirectories(hosts.resolve(address));
        Files.writeString(folder.resolve("hosts.toml"), """
                [host."http://%s"]
                  capabilities = ["pull", "resolve"]
                """.formatted(address));
    }

    @Override
    public void close() {
        process.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    }
}
