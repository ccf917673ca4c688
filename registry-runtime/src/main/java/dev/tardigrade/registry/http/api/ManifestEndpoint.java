package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.http.message.Warning;
import dev.tardigrade.registry.manifest.AcceptedManifest;
import dev.tardigrade.registry.manifest.AcceptedManifest.Notice;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.PushedManifest;
import dev.tardigrade.registry.manifest.StoredManifest;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.LargeObjects.Holding;
import dev.tardigrade.registry.upstream.PullThrough;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;

/** Manifests by tag and by digest. */
final class ManifestEndpoint {

    private static final int MAX_TAGS = 64;

    private final Manifests manifests;
    private final PullThrough contents;
    private final RequestMemory memory;

    ManifestEndpoint(Manifests manifests, PullThrough contents, RequestMemory memory) {
        this.manifests = manifests;
        this.contents = contents;
        this.memory = memory;
    }

    void handle(Exchange exchange, Route.Manifest route) throws IOException {
        switch (exchange.method()) {
            case "PUT" -> put(exchange, route);
            case "DELETE" -> {
                switch (route.reference()) {
                    case Tag tag -> manifests.delete(route.repository(), tag);
                    case Digest digest -> manifests.delete(route.repository(), digest);
                }
                exchange.answer(202);
            }
            default -> get(exchange, route);
        }
    }

    private void get(Exchange exchange, Route.Manifest route) throws IOException {
        try (Holding room = memory.answers().hold()) {
            StoredManifest manifest = room.call(() -> contents.manifest(route.repository(), route.reference()));
            room.keep(manifest.content(), manifest.content().size());
            get(exchange, manifest, room);
        }
    }

    private static void get(Exchange exchange, StoredManifest manifest, Holding room) throws IOException {
        Digest digest = manifest.descriptor().digest();
        EntityTag tag = new EntityTag(digest);
        exchange.set(RegistryHeader.CONTENT_DIGEST, digest.toString()).set(HttpHeader.ETAG, tag.toString());
        if (exchange.header(HttpHeader.IF_NONE_MATCH).filter(tag::isAmong).isPresent()) {
            exchange.answer(304);
        } else {
            exchange.answer(200, manifest.descriptor().mediaType(), manifest.content(), room::isOverdue);
        }
    }

    private void put(Exchange exchange, Route.Manifest route) throws IOException {
        if (exchange.header(HttpHeader.CONTENT_TYPE).isPresent()
                && exchange.contentType().isEmpty()) {
            throw new RegistryException(new Failure.ManifestInvalid("the Content-Type is not a media type"));
        }
        List<Tag> extra = extraTags(exchange);
        try (Holding room = memory.bodies().hold()) {
            room.reserve(Math.min(exchange.bodyLength().orElse(Manifests.MAX_BYTES), Manifests.MAX_BYTES));
            put(exchange, route, extra, exchange.body(Manifests.MAX_BYTES, room::isOverdue));
        }
    }

    private void put(Exchange exchange, Route.Manifest route, List<Tag> extra, Bytes content) throws IOException {
        PushedManifest pushed = switch (route.reference()) {
            case Tag tag ->
                new PushedManifest(
                        content,
                        exchange.contentType(),
                        Optional.empty(),
                        Stream.concat(Stream.of(tag), extra.stream()).distinct().toList());
            case Digest digest -> new PushedManifest(content, exchange.contentType(), Optional.of(digest), extra);
        };
        AcceptedManifest accepted = manifests.put(route.repository(), pushed);
        exchange.set(HttpHeader.LOCATION, Locations.manifest(route.repository(), accepted.digest()))
                .set(RegistryHeader.CONTENT_DIGEST, accepted.digest().toString());
        accepted.subject().ifPresent(subject -> exchange.set(RegistryHeader.SUBJECT, subject.toString()));
        extra.forEach(tag -> exchange.add(RegistryHeader.TAG, tag.value()));
        accepted.notices().stream().sorted().map(ManifestEndpoint::warning).forEach(exchange::warn);
        exchange.answer(201);
    }

    private static Warning warning(Notice notice) {
        return switch (notice) {
            case FOREIGN_LAYERS -> Warning.FOREIGN_LAYERS;
            case REFERRERS_TAG -> Warning.REFERRERS_TAG;
        };
    }

    private static List<Tag> extraTags(Exchange exchange) {
        List<String> tags = exchange.query().all("tag");
        if (tags.size() > MAX_TAGS) {
            throw new RegistryException(new Failure.RequestInvalid("more than " + MAX_TAGS + " tags in one request"));
        }
        return tags.stream().map(Tag::parse).distinct().toList();
    }
}
