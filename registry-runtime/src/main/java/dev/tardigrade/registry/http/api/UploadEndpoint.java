package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.http.message.ContentRanges;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upload.Chunk;
import dev.tardigrade.registry.upload.UploadAddress;
import dev.tardigrade.registry.upload.UploadPosition;
import dev.tardigrade.registry.upload.Uploads;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** Uploads of blobs, in any number of requests, and mounts from other repositories. */
final class UploadEndpoint {

    private final Uploads uploads;
    private final Blobs blobs;
    private final Gate gate;

    UploadEndpoint(Uploads uploads, Blobs blobs, Gate gate) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.gate = gate;
    }

    void begin(Exchange exchange, Route.NewUpload route, Principal principal) throws IOException {
        RepositoryName repository = route.repository();
        QueryParameters query = exchange.query();
        Optional<Digest> whole = query.single("digest").map(Digest::parse);
        Optional<Digest> mount = query.single("mount").map(Digest::parse);
        if (whole.isPresent()) {
            uploads.put(repository, whole.get(), chunk(exchange));
            created(exchange, repository, whole.get());
        } else if (mount.isPresent() && mount(mount.get(), query.single("from"), repository, principal)) {
            created(exchange, repository, mount.get());
        } else {
            Digest.Algorithm algorithm = query.single("digest-algorithm")
                    .map(UploadEndpoint::algorithm)
                    .or(() -> mount.map(Digest::algorithm))
                    .orElse(Digest.Algorithm.SHA256);
            accepted(exchange, repository, uploads.open(repository, principal, algorithm));
        }
    }

    private static Digest.Algorithm algorithm(String id) {
        return Digest.Algorithm.byId(id)
                .orElseThrow(() -> new RegistryException(
                        new Failure.DigestInvalid("digest-algorithm is none of sha256 and sha512")));
    }

    /** False where it cannot be done; the client then uploads the bytes, and is not told why. */
    private boolean mount(Digest digest, Optional<String> from, RepositoryName into, Principal principal) {
        if (from.isEmpty()) {
            return blobs.mount(digest, into, source -> readable(source, principal));
        }
        RepositoryName source;
        try {
            source = RepositoryName.parse(from.get());
        } catch (RegistryException _) {
            return false;
        }
        return readable(source, principal) && blobs.mount(digest, source, into);
    }

    private boolean readable(RepositoryName repository, Principal principal) {
        return gate.allows(principal, new Permission.OnRepository(repository, Permission.Action.PULL));
    }

    void handle(Exchange exchange, Route.Upload route, Principal principal) throws IOException {
        RepositoryName repository = route.repository();
        UploadAddress address = new UploadAddress(repository, principal, route.token());
        switch (exchange.method()) {
            case "PATCH" -> accepted(exchange, repository, uploads.append(address, chunk(exchange)));
            case "PUT" -> {
                Digest digest = exchange.query()
                        .single("digest")
                        .map(Digest::parse)
                        .orElseThrow(() -> new RegistryException(new Failure.DigestInvalid("the query has no digest")));
                uploads.finish(address, chunk(exchange), digest);
                created(exchange, repository, digest);
            }
            case "DELETE" -> {
                uploads.cancel(address);
                exchange.answer(204);
            }
            default -> {
                position(exchange, repository, uploads.position(address));
                exchange.answer(204);
            }
        }
    }

    private static Chunk chunk(Exchange exchange) {
        return new Chunk(
                exchange.body(),
                exchange.bodyLength(),
                exchange.header(HttpHeader.CONTENT_RANGE).map(ContentRanges::parse));
    }

    private static void accepted(Exchange exchange, RepositoryName repository, UploadPosition position)
            throws IOException {
        position(exchange, repository, position);
        exchange.answer(202);
    }

    private static void position(Exchange exchange, RepositoryName repository, UploadPosition position) {
        exchange.set(HttpHeader.LOCATION, Locations.upload(repository, position.token()))
                .set(HttpHeader.RANGE, ContentRanges.stored(position.stored()))
                .set(RegistryHeader.UPLOAD_UUID, position.upload().toString());
    }

    private static void created(Exchange exchange, RepositoryName repository, Digest digest) throws IOException {
        exchange.set(HttpHeader.LOCATION, Locations.blob(repository, digest))
                .set(RegistryHeader.CONTENT_DIGEST, digest.toString())
                .answer(201);
    }
}
