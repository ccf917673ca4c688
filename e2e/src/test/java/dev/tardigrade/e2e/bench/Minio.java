package dev.tardigrade.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.process.ServerProcess;
import dev.tardigrade.e2e.registry.RegistryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** MinIO on a folder of this machine; ended by close. */
final class Minio implements AutoCloseable {

    static final String ACCESS_KEY = "benchmark";
    static final String SECRET_KEY = "benchmark-secret";

    private final ServerProcess process;
    private final Path data;
    private final InetSocketAddress address;

    private Minio(ServerProcess process, Path data, InetSocketAddress address) {
        this.process = process;
        this.data = data;
        this.address = address;
    }

    static Minio start(Path folder) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), RegistryProgram.freePort());
        Path data = folder.resolve("minio");
        ProcessBuilder builder = new ProcessBuilder(
                BedProgram.MINIO.path().toString(),
                "server",
                "--quiet",
                "--address=127.0.0.1:" + address.getPort(),
                "--console-address=127.0.0.1:" + RegistryProgram.freePort(),
                data.toString());
        builder.environment()
                .putAll(Map.of(
                        "MINIO_ROOT_USER",
                        ACCESS_KEY,
                        "MINIO_ROOT_PASSWORD",
                        SECRET_KEY,
                        "MINIO_BROWSER",
                        "off",
                        "HOME",
                        folder.toString()));
        Minio minio = new Minio(ServerProcess.start(builder, folder.resolve("minio.log")), data, address);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(minio::isReady);
        return minio;
    }

    private boolean isReady() {
        try (Connection connection = new Connection(address)) {
            return connection.send(Request.of("GET", "/minio/health/ready")).status() == 200;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** A bucket of MinIO's store is a folder of its data. */
    void makeBucket(String name) {
        try {
            Files.createDirectories(data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
