package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.RangeRequest;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.upstream.PullThrough;
import dev.tardigrade.registry.upstream.PulledBlob;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** Blobs: whole, in parts, or only about them. */
final class BlobEndpoint {

    /** No longer than the shortest grace period of collection; who goes on later asks here for another one. */
    private static final Duration LINK_LIFETIME = Duration.ofMinutes(5);

    private final Blobs blobs;
    private final PullThrough contents;
    private final ApiRules rules;
    private final BlobSender sender;

    BlobEndpoint(Blobs blobs, PullThrough contents, ApiRules rules) {
        this.blobs = blobs;
        this.contents = contents;
        this.rules = rules;
        this.sender = new BlobSender();
    }

    void handle(Exchange exchange, Route.Blob route) throws IOException {
        if (exchange.method().equals("DELETE")) {
            blobs.delete(route.repository(), route.digest());
            exchange.answer(202);
        } else if (exchange.isHead()) {
            long size = contents.blobSize(route.repository(), route.digest());
            if (isNew(exchange, route.digest())) {
                exchange.answerHead(200, size);
            }
        } else {
            get(exchange, route, contents.blob(route.repository(), route.digest()));
        }
    }

    /** Sets the headers of all answers; false where the client has the blob already, and has been told so. */
    private static boolean isNew(Exchange exchange, Digest digest) throws IOException {
        EntityTag tag = new EntityTag(digest);
        exchange.set(RegistryHeader.CONTENT_DIGEST, digest.toString())
                .set(HttpHeader.ETAG, tag.toString())
                .set(HttpHeader.ACCEPT_RANGES, "bytes");
        boolean known =
                exchange.header(HttpHeader.IF_NONE_MATCH).filter(tag::isAmong).isPresent();
        if (known) {
            exchange.answer(304);
        }
        return !known;
    }

    private void get(Exchange exchange, Route.Blob route, PulledBlob blob) throws IOException {
        if (isNew(exchange, route.digest())) {
            Optional<URI> link = link(blob);
            if (link.isPresent()) {
                // Clients ask there for the range that they have asked for here.
                exchange.set(HttpHeader.CACHE_CONTROL, "no-store")
                        .set(HttpHeader.LOCATION, link.get().toString())
                        .answer(307);
            } else {
                send(exchange, route.digest(), blob, ranges(exchange, new EntityTag(route.digest()), blob.size()));
            }
        }
    }

    private Optional<URI> link(PulledBlob blob) {
        return rules.redirects() && blob instanceof PulledBlob.Stored(var stored)
                ? blobs.link(stored, LINK_LIFETIME)
                : Optional.empty();
    }

    private InputStream open(Digest digest, PulledBlob blob) throws IOException {
        return switch (blob) {
            case PulledBlob.Stored(var stored) -> blobs.open(digest, stored);
            case PulledBlob.Arriving(long size, var bytes) -> bytes.open(new ByteRange(0, size - 1));
        };
    }

    private InputStream open(Digest digest, PulledBlob blob, ByteRange range) throws IOException {
        return switch (blob) {
            case PulledBlob.Stored(var stored) -> blobs.open(digest, stored, range);
            case PulledBlob.Arriving(long _, var bytes) -> bytes.open(range);
        };
    }

    private static List<ByteRange> ranges(Exchange exchange, EntityTag tag, long size) {
        boolean outdated = exchange.header(HttpHeader.IF_RANGE)
                .filter(value -> !value.equals(tag.toString()))
                .isPresent();
        return outdated
                ? List.of()
                : exchange.header(HttpHeader.RANGE)
                        .map(header -> RangeRequest.parse(header, size))
                        .orElse(List.of());
    }

    private void send(Exchange exchange, Digest digest, PulledBlob blob, List<ByteRange> ranges) throws IOException {
        if (ranges.isEmpty()) {
            try (InputStream in = open(digest, blob)) {
                exchange.begin(200, MediaType.OCTET_STREAM.value(), blob.size());
                sender.send(in, blob.size(), exchange);
            }
        } else if (ranges.size() == 1) {
            ByteRange range = ranges.getFirst();
            try (InputStream in = open(digest, blob, range)) {
                exchange.set(HttpHeader.CONTENT_RANGE, MultipartRanges.contentRange(range, blob.size()))
                        .begin(206, MediaType.OCTET_STREAM.value(), range.length());
                sender.send(in, range.length(), exchange);
            }
        } else {
            sendAll(exchange, digest, blob, new MultipartRanges(ranges, blob.size()));
        }
    }

    private void sendAll(Exchange exchange, Digest digest, PulledBlob blob, MultipartRanges parts) throws IOException {
        boolean begun = false;
        for (ByteRange range : parts.ranges()) {
            try (InputStream in = open(digest, blob, range)) {
                // The first part is opened before the answer begins, so that a failure of the store is still told.
                if (!begun) {
                    exchange.begin(206, parts.contentType(), parts.length());
                    begun = true;
                }
                exchange.write(parts.header(range));
                sender.send(in, range.length(), exchange);
            }
        }
        exchange.write(parts.end());
    }
}
