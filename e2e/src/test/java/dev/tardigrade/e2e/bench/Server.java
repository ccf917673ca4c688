package dev.tardigrade.e2e.bench;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.process.ServerProcess;
import dev.tardigrade.e2e.registry.RegistryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A registry that serves for the benchmark; ended by close. */
final class Server implements AutoCloseable {

    private final Product product;
    private final Path configuration;
    private final InetSocketAddress address;
    private ServerProcess process;

    private Server(Product product, Path configuration, InetSocketAddress address) {
        this.product = product;
        this.configuration = configuration;
        this.address = address;
        this.process = begin();
    }

    /** Starts it and waits until it answers. */
    static Server start(Product product, Storage storage, Path folder) {
        int port = RegistryProgram.freePort();
        try {
            Path configuration =
                    Files.writeString(folder.resolve(product.word() + ".yml"), Product.configuration(storage, port));
            return new Server(product, configuration, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess begin() {
        ServerProcess begun = ServerProcess.start(
                product.command(configuration), configuration.resolveSibling(configuration.getFileName() + ".log"));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::answers);
        return begun;
    }

    private boolean answers() {
        try (Connection connection = new Connection(address)) {
            return connection.send(Request.of("GET", "/v2/")).status() == 200;
        }
    }

    /** Another process with the same storage at the same address. */
    void restart() {
        process.close();
        process = begin();
    }

    Product product() {
        return product;
    }

    Load load() {
        return new Load(address);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
