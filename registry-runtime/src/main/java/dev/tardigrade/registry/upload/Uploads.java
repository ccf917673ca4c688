package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All uploads that this process has open. An upload belongs to one repository and one principal; to others it does not exist, which they learn
 * by {@link Failure.UploadUnknown}.
 */
public final class Uploads implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final UploadDestination destination;
    private final UploadLimits limits;
    private final SessionTokens tokens;
    private final Supplier<UploadId> ids;
    private final Clock clock;
    private final Map<UploadId, UploadSession> sessions = new ConcurrentHashMap<>();

    /**
     * @param secret that session tokens are signed with, the same for all replicas
     * @param ids unguessable, each different
     */
    public Uploads(
            UploadDestination destination, UploadLimits limits, Bytes secret, Supplier<UploadId> ids, Clock clock) {
        this.destination = destination;
        this.limits = limits;
        this.tokens = new SessionTokens(secret);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins an upload.
     *
     * @param algorithm of the digest that it will be finished with; any other one works too, at the price of reading the bytes again
     * @throws RegistryException with {@link Failure.Overloaded} where too many are open
     */
    public UploadPosition open(RepositoryName repository, Principal principal, Digest.Algorithm algorithm) {
        if (sessions.size() >= limits.sessions()) {
            throw new RegistryException(new Failure.Overloaded("too many uploads are open", RETRY));
        }
        UploadId id = ids.get();
        BlobWriter writer = new BlobWriter(destination, id, algorithm);
        sessions.put(id, new UploadSession(repository, writer, clock.instant()));
        return new UploadPosition(id, tokens.issue(id, repository, principal), 0);
    }

    /** Adds bytes to an upload. Those that came before a failure stay. */
    public UploadPosition append(UploadAddress address, Chunk chunk) throws IOException {
        UploadId id = verified(address);
        UploadSession session = require(id);
        session.append(chunk, clock.instant());
        return new UploadPosition(id, address.token(), session.stored());
    }

    /**
     * Adds the last bytes and publishes the blob.
     *
     * @throws RegistryException with {@link Failure.ChunkOutOfOrder} or {@link Failure.SizeInvalid}: the upload goes on; with any other failure
     *     it has ended and nothing of it is visible
     */
    public void finish(UploadAddress address, Chunk chunk, Digest digest) throws IOException {
        UploadId id = verified(address);
        UploadSession session = require(id);
        try {
            session.finish(chunk, digest, clock.instant());
        } finally {
            if (session.hasEnded()) {
                sessions.remove(id);
            }
        }
    }

    /** Publishes a blob that comes in one request. */
    public void put(RepositoryName repository, Digest digest, Chunk chunk) throws IOException {
        try (BlobWriter writer = new BlobWriter(destination, ids.get(), digest.algorithm())) {
            writer.append(chunk.bytes());
            writer.publish(repository, digest);
        }
    }

    public UploadPosition position(UploadAddress address) {
        UploadId id = verified(address);
        return new UploadPosition(id, address.token(), require(id).stored());
    }

    /** Ends an upload and drops its bytes. */
    public void cancel(UploadAddress address) {
        UploadId id = verified(address);
        require(id).cancel(clock.instant());
        sessions.remove(id);
    }

    /** Number of uploads that are open. */
    public int size() {
        return sessions.size();
    }

    /** Drops uploads that nobody has sent to for long; to be called now and then. */
    public void dropIdle() {
        Instant before = clock.instant().minus(limits.idle());
        sessions.forEach((id, session) -> {
            if (session.isIdleSince(before)) {
                drop(id, session);
            }
        });
    }

    private void drop(UploadId id, UploadSession session) {
        try {
            session.cancel(clock.instant());
            sessions.remove(id);
        } catch (RegistryException _) {
            // A request came in this moment: it is not idle, or it ends the session itself.
        }
    }

    private UploadId verified(UploadAddress address) {
        return tokens.verify(address.token(), address.repository(), address.principal())
                .orElseThrow(Uploads::unknown);
    }

    private UploadSession require(UploadId id) {
        UploadSession session = sessions.get(id);
        if (session == null) {
            throw unknown();
        }
        return session;
    }

    private static RegistryException unknown() {
        return new RegistryException(new Failure.UploadUnknown("there is no such upload; begin it again"));
    }

    /** Drops all that is open. */
    @Override
    public void close() {
        sessions.forEach(this::drop);
    }
}
