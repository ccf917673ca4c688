package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.api.RegistryApi;
import dev.tardigrade.registry.http.buffer.LentBuffers;
import dev.tardigrade.registry.http.listen.CarefulConnector;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.notifications.Notifier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of the registry. It speaks HTTP/1.1 and HTTP/2; handlers block, each on a virtual thread. */
public final class RegistryServer implements AutoCloseable {

    private static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int BUFFER_BYTES = 64 << 10;

    /** Threads for the sockets alone. */
    private static final int THREADS = 16;

    private final Server server;
    private final CarefulConnector connector;
    private final Drain drain;
    private final Optional<ScheduledExecutorService> certificates;

    private RegistryServer(Server server, CarefulConnector connector, Drain drain, Optional<TlsContext> tls) {
        this.server = server;
        this.connector = connector;
        this.drain = drain;
        this.certificates = tls.map(RegistryServer::refreshed);
    }

    private static ScheduledExecutorService refreshed(TlsContext tls) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("certificates").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(tls::refresh, 2, 2, TimeUnit.SECONDS);
        return timer;
    }

    /**
     * Starts to listen.
     *
     * @param notifier is told of requests that ended well
     * @throws IOException where the address or a file cannot be had
     */
    public static RegistryServer start(
            ListenSettings settings, RegistryApi api, AnswerHeaders headers, MeterRegistry meters, Notifier notifier)
            throws IOException {
        ServerLimits limits = settings.limits();
        Optional<TlsContext> tls = settings.tls().isPresent()
                ? Optional.of(TlsContext.open(settings.tls().get(), InstantSource.system()))
                : Optional.empty();
        Server server = new Server(threads(), null, new LentBuffers());
        CarefulConnector connector = CarefulConnector.of(server, protocols(tls));
        connector.setHost(settings.address().getHostString());
        connector.setPort(settings.address().getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        Admission admission = new Admission(limits, System::nanoTime);
        gauge(meters, MetricName.REQUESTS_ACTIVE, admission::served);
        gauge(meters, MetricName.REQUESTS_LIMIT, limits::requests);
        DrainingHandler handler = new DrainingHandler(
                new RegistryHandler(api, headers, limits.pace(), limits.storage(), Optional.of(admission)));
        server.setHandler(handler);
        server.setErrorHandler(new JsonErrors());
        server.setRequestLog(new RequestLog.Collection(
                new AccessLog(),
                new RequestMeters(meters),
                new EventLog(notifier, InstantSource.system(), settings.host())));
        Drain drain = new Drain(server, connector, handler, settings.drain());
        RegistryServer started = new RegistryServer(server, connector, drain, tls);
        try {
            server.start();
        } catch (Exception e) {
            started.close();
            throw ListenFailure.of(settings.address(), "http.addr", e);
        }
        return started;
    }

    private static void gauge(MeterRegistry meters, MetricName name, Supplier<Number> value) {
        Gauge.builder(name.id(), value).description(name.help()).register(meters);
    }

    private static ConnectionFactory[] protocols(Optional<TlsContext> tls) {
        HttpConfiguration http = configuration();
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        if (tls.isEmpty()) {
            return new ConnectionFactory[] {http1, new HTTP2CServerConnectionFactory(http)};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls.get().factory(), alpn.getProtocol()),
            alpn,
            new HTTP2ServerConnectionFactory(http),
            http1
        };
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setInputBufferSize(BUFFER_BYTES);
        http.setOutputBufferSize(BUFFER_BYTES);
        // The route parser judges paths, so that a malformed one is answered in the registry's own words.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    /** Where it listens, with the port that the system chose where the configuration says 0. */
    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /** Takes no new connections, answers what still comes over open ones, waits for requests under way as long as the settings allow, and stops. */
    @Override
    public void close() {
        certificates.ifPresent(ScheduledExecutorService::shutdownNow);
        drain.run();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
