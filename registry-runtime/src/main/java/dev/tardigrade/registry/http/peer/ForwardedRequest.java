package dev.tardigrade.registry.http.peer;

import dev.tardigrade.registry.cluster.PeerCall;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.http.message.ContentRanges;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.UploadId;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpHeader;

/** A request of a client for an upload, as it goes to another replica. */
final class ForwardedRequest {

    /** For what takes no time where anybody is. */
    private static final Duration SOON = Duration.ofSeconds(75);

    private final PeerKey key;
    private final ReplicaAddress replica;
    private final UploadId upload;
    private final Exchange exchange;
    private final String range;

    ForwardedRequest(PeerKey key, ReplicaAddress replica, UploadId upload, Exchange exchange) {
        this.key = key;
        this.replica = replica;
        this.upload = upload;
        this.exchange = exchange;
        this.range = exchange.header(HttpHeader.CONTENT_RANGE).orElse("");
    }

    boolean hasBody() {
        return switch (exchange.method()) {
            case "PATCH", "PUT" -> exchange.bodyLength().orElse(1) > 0;
            default -> false;
        };
    }

    /** Whether the body begins where an upload ends whose {@code Range} is this; true where the client does not say where it begins. */
    boolean goesOnAt(Optional<String> stored) {
        if (range.isEmpty() || stored.isEmpty()) {
            return true;
        }
        long first = ContentRanges.parse(range).first();
        long last = ContentRanges.parse(stored.get()).last();
        // The same is said of an upload of one byte and of one that is empty.
        return first == last + 1 || (first == 0 && last == 0);
    }

    /** Asks how far the upload has come. */
    HttpRequest position() {
        return request("GET", BodyPublishers.noBody()).timeout(SOON).build();
    }

    /** Only the end of an upload may take long: the blob is completed, and may have to be read back. */
    HttpRequest withoutBody() {
        HttpRequest.Builder request = request(exchange.method(), BodyPublishers.noBody());
        return (exchange.method().equals("PUT") ? request : request.timeout(SOON)).build();
    }

    HttpRequest with(InputStream body) {
        BodyPublisher bytes = BodyPublishers.ofInputStream(() -> body);
        OptionalLong length = exchange.bodyLength();
        return request(
                        exchange.method(),
                        length.isPresent() ? BodyPublishers.fromPublisher(bytes, length.getAsLong()) : bytes)
                .build();
    }

    /** Clients are taken that write in their queries what no URI has. */
    private URI uri() {
        try {
            return new URI("http://" + replica + exchange.target());
        } catch (URISyntaxException e) {
            throw new RegistryException(
                    new Failure.RequestInvalid("the address of the request is no URI: " + e.getReason()), e);
        }
    }

    private HttpRequest.Builder request(String method, BodyPublisher body) {
        PeerCall call = ForwardedCall.of(replica, method, exchange.target(), upload, range);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri())
                .header(PeerMessage.STAMP, key.stamp(call).toString())
                .header(ForwardedCall.UPLOAD, upload.toString())
                .method(method, body);
        if (!range.isEmpty()) {
            request.header(HttpHeader.CONTENT_RANGE.asString(), range);
        }
        return request;
    }
}
