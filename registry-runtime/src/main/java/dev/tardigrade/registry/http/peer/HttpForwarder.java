package dev.tardigrade.registry.http.peer;

import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.cluster.PeerStamp;
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
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests for uploads on to the replicas that have them. A body flows through, so it can be sent only once: the other replica is asked
 * for the upload before. {@code Expect: 100-continue} would do it in one request; a wait for an answer that never came was seen with it.
 */
public final class HttpForwarder implements Forwarder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpForwarder.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int HERE = 204;
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
        try {
            HttpResponse<byte[]> answer = answer(replica, upload, exchange, body);
            if (answer.statusCode() == UNAUTHORIZED) {
                LOG.warn("the replica at {} does not know this one: have all the same http.secret and time?", replica);
            }
            if (answer.statusCode() != MISDIRECTED && answer.statusCode() != UNAUTHORIZED) {
                return Optional.of(relayed(answer));
            }
            if (!body.isUntouched()) {
                throw new IOException("the upload left it in this moment");
            }
            return Optional.empty();
        } catch (IOException e) {
            if (!body.isUntouched()) {
                throw brokenOff(replica, e);
            }
            LOG.info("the replica at {} does not answer for upload {}: {}", replica, upload, e.toString());
            return Optional.empty();
        }
    }

    private HttpResponse<byte[]> answer(ReplicaAddress replica, UploadId upload, Exchange exchange, FlowingBody body)
            throws IOException {
        ForwardedRequest request = new ForwardedRequest(key, replica, upload, exchange);
        if (!request.hasBody()) {
            return proven(FlowingBody.none().sent(http, request.withoutBody()));
        }
        HttpResponse<byte[]> position = proven(FlowingBody.none().sent(http, request.position()));
        if (position.statusCode() != HERE) {
            return position;
        }
        // Bytes that are not wanted would go out in vain, and many of them hide the answer.
        return proven(
                request.goesOnAt(position.headers().firstValue(HttpHeader.RANGE.asString()))
                        ? body.sent(http, request.with(body))
                        : FlowingBody.none().sent(http, request.withoutBody()));
    }

    /** Addresses are used anew: whoever has that of a replica that is gone must get no bytes, and is not believed. */
    private HttpResponse<byte[]> proven(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == UNAUTHORIZED) {
            return answer;
        }
        Optional<PeerStamp> call =
                answer.request().headers().firstValue(PeerMessage.STAMP).flatMap(PeerStamp::parse);
        if (answer.headers()
                .firstValue(ForwardedCall.PROOF)
                .filter(proof -> key.isProof(proof, call.orElseThrow()))
                .isEmpty()) {
            throw new IOException("what answers there is no replica of this registry");
        }
        return answer;
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
