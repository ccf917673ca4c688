package dev.tardigrade.registry.http.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.cache.Sightings;
import dev.tardigrade.registry.cluster.PeerCall;
import dev.tardigrade.registry.cluster.PeerCalls;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks to the other replicas. */
public final class HttpPeers implements PeerCalls, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPeers.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ReplicaAddress self;
    private final UUID process;
    private final PeerKey key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @param process names this process, as its {@link PeerServer} does */
    public HttpPeers(ReplicaAddress self, UUID process, PeerKey key) {
        this.self = self;
        this.process = process;
        this.key = key;
    }

    @Override
    public Reply hello(ReplicaAddress peer, Duration limit) {
        return send(peer, PeerMessage.HELLO, self.toString(), limit);
    }

    @Override
    public Reply goodbye(ReplicaAddress peer, Duration limit) {
        return send(peer, PeerMessage.GOODBYE, self.toString(), limit);
    }

    @Override
    public Reply forget(ReplicaAddress peer, Collection<ObjectKey> keys, Duration limit) {
        String lines = keys.stream().map(ObjectKey::value).collect(Collectors.joining("\n"));
        return send(peer, PeerMessage.FORGET, lines, limit);
    }

    @Override
    public List<RepositoryName> seen(ReplicaAddress peer, Digest blob, Duration limit) {
        try {
            HttpResponse<String> answer = post(peer, PeerMessage.LAST_SEEN, blob.toString(), limit);
            return answer.statusCode() == 200
                    ? answer.body()
                            .lines()
                            .limit(Sightings.MOST)
                            .map(RepositoryName::parse)
                            .toList()
                    : List.of();
        } catch (IOException | RegistryException e) {
            LOG.debug("the replica at {} does not tell where it has seen {}", peer, blob, e);
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private HttpResponse<String> post(ReplicaAddress peer, PeerMessage message, String lines, Duration limit)
            throws IOException, InterruptedException {
        byte[] body = lines.getBytes(US_ASCII);
        String digest = Bytes.of(body).digest(Algorithm.SHA256).toString();
        PeerCall call = new PeerCall(peer, "POST", message.path(), List.of(digest));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + peer + message.path()))
                .timeout(limit)
                .header(PeerMessage.STAMP, key.stamp(call).toString())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString(US_ASCII));
    }

    private Reply send(ReplicaAddress peer, PeerMessage message, String lines, Duration limit) {
        try {
            return reply(peer, post(peer, message, lines, limit));
        } catch (HttpConnectTimeoutException e) {
            LOG.debug("no connection to the replica at {}", peer, e);
            return Reply.UNKNOWN;
        } catch (ConnectException e) {
            LOG.debug("nobody listens at {}, or it is out of reach", peer, e);
            return isOutOfReach(e) ? Reply.UNKNOWN : Reply.NOBODY;
        } catch (IOException e) {
            LOG.debug("no answer of the replica at {}", peer, e);
            return Reply.UNKNOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Reply.UNKNOWN;
        }
    }

    /** The client makes a ConnectException of each failure to connect. Who is out of reach here may serve others. */
    private static boolean isOutOfReach(ConnectException failed) {
        return Stream.<Throwable>iterate(failed, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof NoRouteToHostException
                        || String.valueOf(cause.getMessage()).contains("unreachable"));
    }

    private Reply reply(ReplicaAddress peer, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            LOG.warn(
                    "the replica at {} answers {}: have all replicas the same http.secret, and the right time?",
                    peer,
                    answer.statusCode());
            return Reply.UNKNOWN;
        }
        return answer.body().equals(process.toString()) ? Reply.MYSELF : Reply.DONE;
    }

    @Override
    public void close() {
        http.close();
    }
}
