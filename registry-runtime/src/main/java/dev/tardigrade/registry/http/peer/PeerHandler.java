package dev.tardigrade.registry.http.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.cluster.PeerCall;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.cluster.PeerListener;
import dev.tardigrade.registry.cluster.PeerStamp;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.LargeObjects;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes what other replicas tell; what no replica has signed is not looked at. Whether one has signed it shows when it has been read: so that has a
 * bound, in time and in memory, whoever sends it.
 */
final class PeerHandler extends Handler.Abstract {

    /** As long as a replica waits for the answer. */
    private static final Duration TIME = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Bytes of all large messages at a time. */
    private static final int MEMORY = 8 << 20;

    /** Of a message, in memory, while it is read and taken. */
    private static final int COPIES = 4;

    private final LargeObjects memory =
            new LargeObjects(MEMORY, PATIENCE, "too many replicas tell too much at a time", System::nanoTime);
    private final PeerKey key;
    private final PeerListener listener;
    private final UUID process;

    PeerHandler(PeerKey key, PeerListener listener, UUID process) {
        super(InvocationType.BLOCKING);
        this.key = key;
        this.listener = listener;
        this.process = process;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Optional<PeerMessage> message = PeerMessage.at(path);
        if (message.isEmpty()) {
            return false;
        }
        Optional<PeerStamp> stamp =
                Optional.ofNullable(request.getHeaders().get(PeerMessage.STAMP)).flatMap(PeerStamp::parse);
        if (stamp.isEmpty()) {
            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            return true;
        }
        long length = request.getLength();
        if (length < 0) {
            // A replica says it; without it there would have to be room for the largest.
            Response.writeError(request, response, callback, HttpStatus.LENGTH_REQUIRED_411);
            return true;
        }
        try (LargeObjects.Holding room = memory.hold()) {
            int most = message.get().maxBytes();
            room.reserve(COPIES * Math.min(most, length));
            Bytes body = new Exchange(request, response, Pace.DEFAULT).body(most, TIME);
            if (isGenuine(request, path, body, stamp.get())) {
                String answer = take(message.get(), new String(body.toArray(), US_ASCII));
                response.setStatus(HttpStatus.OK_200);
                response.write(true, ByteBuffer.wrap(answer.getBytes(US_ASCII)), callback);
            } else {
                Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            }
        } catch (IllegalArgumentException | RegistryException e) {
            Response.writeError(request, response, callback, refusal(e), "not taken", e);
        } catch (IOException e) {
            callback.failed(e);
        }
        return true;
    }

    private static int refusal(RuntimeException cause) {
        return cause instanceof RegistryException refused && refused.failure() instanceof Failure.Overloaded
                ? HttpStatus.SERVICE_UNAVAILABLE_503
                : HttpStatus.BAD_REQUEST_400;
    }

    /** A message that somebody repeats within the minute that it is good for does no harm: what it says was true then. */
    private boolean isGenuine(Request request, String path, Bytes body, PeerStamp stamp) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null) {
            return false;
        }
        PeerCall call = new PeerCall(
                ReplicaAddress.parse(host, OptionalInt.empty()),
                request.getMethod(),
                path,
                List.of(body.digest(Algorithm.SHA256).toString()));
        return key.isGenuine(call, stamp);
    }

    private String take(PeerMessage message, String lines) {
        return switch (message) {
            case HELLO -> {
                listener.heard(ReplicaAddress.parse(lines, OptionalInt.empty()));
                yield process.toString();
            }
            case GOODBYE -> {
                listener.left(ReplicaAddress.parse(lines, OptionalInt.empty()));
                yield "";
            }
            case FORGET -> {
                listener.forget(lines.lines().map(ObjectKey::new).toList());
                yield "";
            }
            case LAST_SEEN ->
                listener.seen(Digest.parse(lines)).stream()
                        .map(RepositoryName::toString)
                        .collect(Collectors.joining("\n"));
        };
    }
}
