package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that goes away leaves nothing of the store open. */
final class BrokenPullTest {

    private final ObjectStore memory = MemoryStorage.open(Clock.systemUTC()).objects();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch gone = new CountDownLatch(1);

    /** The store, which gives the bytes of blobs only when the client is gone. */
    private ObjectStore watched() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(memory, arguments);
                        return result instanceof Optional<?> found
                                        && found.isPresent()
                                        && found.get() instanceof ObjectContent content
                                        && content.info().size() > 10_000
                                ? Optional.of(watched(content))
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ObjectContent watched(ObjectContent content) throws InterruptedException {
        opened.incrementAndGet();
        open.incrementAndGet();
        gone.await();
        InputStream counted = new FilterInputStream(content.stream()) {
            @Override
            public void close() throws IOException {
                super.close();
                open.decrementAndGet();
            }
        };
        return new ObjectContent(content.info(), content.contentType(), counted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Range: bytes=0-99999\r\n", "Range: bytes=0-99999,200000-299999\r\n"})
    void nothingStaysOpen(String range) throws IOException {
        try (RunningRegistry registry = RunningRegistry.start(watched())) {
            Digest digest = registry.client().push("app", new byte[4 << 20]);
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), registry.address().getPort());
            String request = "GET /v2/app/blobs/" + digest + " HTTP/1.1\r\nHost: x\r\n" + range + "\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            await().until(() -> opened.get() == 1);
            socket.setSoLinger(true, 0);
            socket.close();
            gone.countDown();
            await().untilAsserted(() -> assertThat(open).hasValue(0));
        }
    }
}
