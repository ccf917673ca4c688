package dev.tardigrade.registry.http.peer;

import dev.tardigrade.registry.cluster.PeerCall;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.http.api.ForeignAnswer;
import dev.tardigrade.registry.http.api.Forwarder;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.UploadId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests for uploads on to the replicas that have them. */
public final class HttpForwarder implements Forwarder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpForwarder.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** In which bytes must have flowed, while there are any to come. */
    private static final Duration STALLED = Duration.ofSeconds(75);

    /** For the answer once all bytes are there: the blob may have to be completed, and read back. */
    private static final Duration ANSWER = Duration.ofMinutes(15);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int UNAUTHORIZED = 401;
    private static final int MISDIRECTED = 421;

    private static final List<String> RELAYED = List.of(
            HttpHeader.LOCATION.asString(),
            HttpHeader.RANGE.asString(),
            HttpHeader.RETRY_AFTER.asString(),
            RegistryHeader.UPLOAD_UUID.toString(),
            RegistryHeader.CONTENT_DIGEST.toString(),
            RegistryHeader.CHUNK_MIN_LENGTH.toString());

    private final PeerKey key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public HttpForwarder(PeerKey key) {
        this.key = key;
    }

    @Override
    public Optional<ForeignAnswer> ask(ReplicaAddress replica, UploadId upload, Exchange exchange) throws IOException {
        FlowingBody body = new FlowingBody(exchange.body());
        HttpRequest request = request(replica, upload, exchange, body);
        try {
            HttpResponse<byte[]> answer = await(http.sendAsync(request, BodyHandlers.ofByteArray()), body);
            if (answer.statusCode() == UNAUTHORIZED) {
                LOG.warn("the replica at {} does not know this one: have all the same http.secret and time?", replica);
            }
            boolean elsewhere = answer.statusCode() == MISDIRECTED || answer.statusCode() == UNAUTHORIZED;
            return elsewhere ? Optional.empty() : Optional.of(relayed(answer));
        } catch (IOException e) {
            if (!body.isUntouched()) {
                throw brokenOff(replica, e);
            }
            LOG.info("the replica at {} does not answer for upload {}: {}", replica, upload, e.toString());
            return Optional.empty();
        }
    }

    private HttpRequest request(ReplicaAddress replica, UploadId upload, Exchange exchange, FlowingBody body) {
        String range = exchange.header(HttpHeader.CONTENT_RANGE).orElse("");
        PeerCall call = ForwardedCall.of(replica, exchange.method(), exchange.target(), upload, range);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + replica + exchange.target()))
                .header(PeerMessage.STAMP, key.stamp(call).toString())
                .header(ForwardedCall.UPLOAD, upload.toString());
        if (!range.isEmpty()) {
            request.header(HttpHeader.CONTENT_RANGE.asString(), range);
        }
        boolean hasBody = switch (exchange.method()) {
            case "PATCH", "PUT" -> exchange.bodyLength().orElse(1) > 0;
            default -> false;
        };
        if (!hasBody) {
            return request.method(exchange.method(), BodyPublishers.noBody()).build();
        }
        BodyPublisher bytes = BodyPublishers.ofInputStream(() -> body);
        return request.method(
                        exchange.method(),
                        exchange.bodyLength().isPresent()
                                ? BodyPublishers.fromPublisher(
                                        bytes, exchange.bodyLength().getAsLong())
                                : bytes)
                // Until the other one wants the bytes they can still go elsewhere.
                .expectContinue(true)
                .build();
    }

    /** Waits as long as bytes flow, and some time for the answer after the last of them. */
    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, FlowingBody body)
            throws IOException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                Duration limit = body.hasEnded() ? ANSWER : STALLED;
                long idle = System.nanoTime() - Math.max(begin, body.lastMove());
                if (idle > limit.toNanos()) {
                    answer.cancel(true);
                    throw new IOException(
                            "no answer for " + Duration.ofNanos(idle).toSeconds() + " s");
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another replica answers", e);
            }
        }
    }

    private static ForeignAnswer relayed(HttpResponse<byte[]> answer) {
        Map<String, String> headers = new TreeMap<>();
        RELAYED.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new ForeignAnswer(answer.statusCode(), headers, Bytes.of(answer.body()));
    }

    private static RegistryException brokenOff(ReplicaAddress replica, IOException cause) {
        return new RegistryException(
                new Failure.StorageUnavailable(
                        "the replica at " + replica + ", which has the upload, broke off: " + cause.getMessage(),
                        RETRY),
                cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
