package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.message.ContentRanges;
import dev.tardigrade.registry.http.message.ErrorAnswer;
import dev.tardigrade.registry.http.message.ErrorBody;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.upload.Chunk;
import dev.tardigrade.registry.upload.UploadAddress;
import dev.tardigrade.registry.upload.UploadPosition;
import dev.tardigrade.registry.upload.UploadRef;
import dev.tardigrade.registry.upload.Uploads;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** Uploads of blobs, in any number of requests, and mounts from other repositories. */
final class UploadEndpoint {

    private static final int MISDIRECTED = 421;

    /** Of one upload while one request looks for it. */
    private static final int MOST_MOVES = 3;

    private final Uploads uploads;
    private final UploadRouter router;
    private final Blobs blobs;

    UploadEndpoint(Uploads uploads, Forwarder forwarder, Blobs blobs) {
        this.uploads = uploads;
        this.router = new UploadRouter(uploads, forwarder);
        this.blobs = blobs;
    }

    void begin(Exchange exchange, Route.NewUpload route, Caller caller) throws IOException {
        RepositoryName repository = route.repository();
        QueryParameters query = exchange.query();
        Optional<Digest> whole = query.single("digest").map(Digest::parse);
        Optional<Digest> mount = query.single("mount").map(Digest::parse);
        if (whole.isPresent()) {
            uploads.put(repository, whole.get(), chunk(exchange));
            created(exchange, repository, whole.get());
        } else if (mount.isPresent() && mount(mount.get(), query.single("from"), repository, caller)) {
            created(exchange, repository, mount.get());
        } else {
            Digest.Algorithm algorithm = query.single("digest-algorithm")
                    .map(UploadEndpoint::algorithm)
                    .or(() -> mount.map(Digest::algorithm))
                    .orElse(Digest.Algorithm.SHA256);
            accepted(exchange, repository, uploads.open(repository, caller.principal(), algorithm));
        }
    }

    private static Digest.Algorithm algorithm(String id) {
        return Digest.Algorithm.byId(id)
                .orElseThrow(() -> new RegistryException(
                        new Failure.DigestInvalid("digest-algorithm is none of sha256 and sha512")));
    }

    /** False where it cannot be done; the client then uploads the bytes, and is not told why. */
    private boolean mount(Digest digest, Optional<String> from, RepositoryName into, Caller caller) {
        if (from.isEmpty()) {
            return blobs.mount(digest, into, source -> readable(source, caller));
        }
        RepositoryName source;
        try {
            source = RepositoryName.parse(from.get());
        } catch (RegistryException _) {
            return false;
        }
        return readable(source, caller) && blobs.mount(digest, source, into);
    }

    private boolean readable(RepositoryName repository, Caller caller) {
        return caller.may(new Permission.OnRepository(repository, Action.PULL));
    }

    void handle(Exchange exchange, Route.Upload route, Caller caller) throws IOException {
        UploadRef asked = uploads.verify(new UploadAddress(route.repository(), caller.principal(), route.token()));
        for (int moves = 0; ; moves++) {
            Optional<UploadRef> here = router.find(exchange, asked, caller.principal());
            try {
                if (here.isPresent()) {
                    answer(exchange, here.get());
                }
                return;
            } catch (RegistryException e) {
                // It left for the bucket in this moment, and nothing of the body has been read.
                if (!(e.failure() instanceof Failure.UploadMoved) || moves == MOST_MOVES) {
                    throw e;
                }
            }
        }
    }

    private void answer(Exchange exchange, UploadRef ref) throws IOException {
        try {
            answerInOrder(exchange, ref);
        } catch (RegistryException e) {
            if (!(e.failure() instanceof Failure.ChunkOutOfOrder)) {
                throw e;
            }
            outOfOrder(exchange, ref, ErrorAnswer.to(e.failure()));
        }
    }

    /** A client that has lost count finds in the answer where to go on, and after how many bytes. */
    private static void outOfOrder(Exchange exchange, UploadRef ref, ErrorAnswer answer) throws IOException {
        answer.headers().forEach(exchange::set);
        exchange.set(HttpHeader.LOCATION, Locations.upload(ref.repository(), ref.token()))
                .set(RegistryHeader.UPLOAD_UUID, ref.upload().toString())
                .answer(answer.status(), MediaType.JSON, ErrorBody.of(answer));
    }

    /** Answers a request that another replica has sent on because this one has the upload. */
    void handleForwarded(Exchange exchange, Route.Upload route, UploadId upload) throws IOException {
        UploadRef ref = new UploadRef(upload, route.repository(), uploads.self(), route.token());
        if (!uploads.isHere(ref)) {
            exchange.answer(MISDIRECTED);
            return;
        }
        try {
            answer(exchange, ref);
        } catch (RegistryException e) {
            if (!(e.failure() instanceof Failure.UploadMoved)) {
                throw e;
            }
            exchange.answer(MISDIRECTED);
        }
    }

    private void answerInOrder(Exchange exchange, UploadRef ref) throws IOException {
        RepositoryName repository = ref.repository();
        switch (exchange.method()) {
            case "PATCH" -> accepted(exchange, repository, uploads.append(ref, chunk(exchange)));
            case "PUT" -> {
                Digest digest = exchange.query()
                        .single("digest")
                        .map(Digest::parse)
                        .orElseThrow(() -> new RegistryException(new Failure.DigestInvalid("the query has no digest")));
                uploads.finish(ref, chunk(exchange), digest);
                created(exchange, repository, digest);
            }
            case "DELETE" -> {
                uploads.cancel(ref);
                exchange.answer(204);
            }
            default -> {
                position(exchange, repository, uploads.position(ref));
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
