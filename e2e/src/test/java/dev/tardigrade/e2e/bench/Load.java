package dev.tardigrade.e2e.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients ask of a registry, in the order in which Docker asks it. */
final class Load {

    /** As many layers as Docker pushes and twice as many as it pulls at a time. */
    static final int LAYERS_AT_A_TIME = 5;

    private final InetSocketAddress server;

    Load(InetSocketAddress server) {
        this.server = server;
    }

    /** For each blob HEAD, POST, PATCH and PUT; then the manifest. */
    void push(Image image, String repository, String tag) {
        List<Image.Blob> blobs = image.blobs();
        together(Math.min(blobs.size(), LAYERS_AT_A_TIME), blobs.size(), (connection, index) -> {
            pushBlob(connection, blobs.get(index), repository);
        });
        try (Connection connection = new Connection(server)) {
            putManifest(connection, image, repository, tag);
        }
    }

    /** The manifest by tag, then all blobs. */
    void pull(Image image, String repository, String tag) {
        try (Connection connection = new Connection(server)) {
            manifest(connection, "GET", repository, tag);
        }
        List<Image.Blob> blobs = image.blobs();
        together(Math.min(blobs.size(), LAYERS_AT_A_TIME), blobs.size(), (connection, index) -> {
            pullBlob(connection, blobs.get(index), repository);
        });
    }

    void pushBlob(Connection connection, Image.Blob blob, String repository) {
        String blobs = "/v2/" + repository + "/blobs/";
        connection.send(Request.of("HEAD", blobs + blob.digest())).expect(404, "HEAD of a new blob");
        Answer session = connection.send(Request.of("POST", blobs + "uploads/")).expect(202, "POST of an upload");
        Answer sent = connection
                .send(Request.of("PATCH", location(session))
                        .with("Content-Type", "application/octet-stream")
                        .carrying(blob.payload()))
                .expect(202, "PATCH of an upload");
        String last = location(sent);
        connection
                .send(Request.of("PUT", last + (last.contains("?") ? "&" : "?") + "digest=" + blob.digest()))
                .expect(201, "PUT of an upload");
    }

    void pullBlob(Connection connection, Image.Blob blob, String repository) {
        Answer answer = connection
                .send(Request.of("GET", "/v2/" + repository + "/blobs/" + blob.digest()))
                .expect(200, "GET of a blob");
        if (answer.bytes() != blob.payload().size()) {
            throw new IllegalStateException("a blob came back with " + answer.bytes() + " bytes");
        }
    }

    void range(Connection connection, Image.Blob blob, String repository, long first, long bytes) {
        connection
                .send(Request.of("GET", "/v2/" + repository + "/blobs/" + blob.digest())
                        .with("Range", "bytes=" + first + "-" + (first + bytes - 1)))
                .expect(206, "GET of a range");
    }

    void putManifest(Connection connection, Image image, String repository, String tag) {
        connection
                .send(Request.of("PUT", "/v2/" + repository + "/manifests/" + tag)
                        .with("Content-Type", Image.MANIFEST)
                        .carrying(image.manifest()))
                .expect(201, "PUT of a manifest");
    }

    void manifest(Connection connection, String method, String repository, String tag) {
        connection
                .send(Request.of(method, "/v2/" + repository + "/manifests/" + tag)
                        .with("Accept", Image.MANIFEST))
                .expect(200, method + " of a manifest");
    }

    void listTags(Connection connection, String repository) {
        String target = "/v2/" + repository + "/tags/list";
        while (!target.isEmpty()) {
            Answer page = connection.send(Request.of("GET", target)).expect(200, "GET of tags");
            String link = page.headers().getOrDefault("link", "");
            target = link.isEmpty() ? "" : pathOf(link.substring(1, link.indexOf('>')));
        }
    }

    interface Task {
        void run(Connection connection, int index);
    }

    /** Runs tasks 0, 1, … by so many clients, each with a connection of its own; ends when all have ended. */
    void together(int clients, int tasks, Task task) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(() -> {
                try (Connection connection = new Connection(server)) {
                    for (int index = next.getAndIncrement(); index < tasks; index = next.getAndIncrement()) {
                        task.run(connection, index);
                    }
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> future : threads.invokeAll(work)) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    private static String location(Answer answer) {
        return pathOf(answer.headers().getOrDefault("location", ""));
    }

    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
