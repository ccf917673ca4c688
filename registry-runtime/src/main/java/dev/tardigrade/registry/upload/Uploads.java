package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.layout.UploadTaker;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.upload.UploadSession.Life;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads that this process has open. An upload belongs to one repository and one principal; to others it does not exist, which they learn
 * by {@link Failure.UploadUnknown}.
 *
 * <p><b>What a client may rely on.</b> The replica that began an upload has it until it ends, or pauses while the disk for such bytes is short.
 * Then, and when that replica stops in order, all bytes that were answered for go to the bucket, and whichever replica is asked next goes on
 * after the last of them. When it is killed, an upload that has sent a part of 8 to 64 MiB in a request before its last one goes on after the
 * last part that the store has, if no earlier one is missing; any other one is unknown from then on, and the client begins it again. In either
 * case a replica never tells a position that it does not have. What was taken over is read back and hashed before it is published. Of two
 * replicas that both think they have an upload one is refused when it stores, completes or drops it.
 */
public final class Uploads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private static final Duration MOVING = Duration.ofSeconds(1);

    /** For a request that is cut off because this process ends. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int STRIPES = 64;

    private final UploadDestination destination;
    private final Removals removals = new Removals(Removals.MOST);
    private final UploadLimits limits;
    private final SessionTokens tokens;
    private final UploadTaker self;
    private final Supplier<UploadId> ids;
    private final Clock clock;
    private final Journals journals;
    private final OpenUploads sessions;
    private final ReentrantLock[] fetching = new ReentrantLock[STRIPES];
    private volatile boolean ending;

    /**
     * @param secret that session tokens are signed with, the same for all replicas
     * @param self this process among the replicas
     * @param ids unguessable, each different
     */
    public Uploads(
            UploadDestination destination,
            UploadLimits limits,
            Bytes secret,
            UploadTaker self,
            Supplier<UploadId> ids,
            Clock clock) {
        this.destination = destination;
        this.limits = limits;
        this.tokens = new SessionTokens(secret);
        this.self = self;
        this.ids = ids;
        this.clock = clock;
        this.journals = new Journals(destination.store(), destination.layout());
        this.sessions = new OpenUploads(limits, destination.buffers().spool(), clock);
        for (int i = 0; i < STRIPES; i++) {
            fetching[i] = new ReentrantLock();
        }
    }

    /**
     * Begins an upload.
     *
     * @param algorithm of the digest that it will be finished with; any other one works too, at the price of reading the bytes again
     * @throws RegistryException with {@link Failure.Overloaded} where too many are open
     */
    public UploadPosition open(RepositoryName repository, Principal principal, Digest.Algorithm algorithm) {
        UploadId id = begin(repository, algorithm, Life.MANY_REQUESTS);
        return new UploadPosition(id, tokens.issue(id, self.address(), repository, principal), 0);
    }

    private UploadId begin(RepositoryName repository, Digest.Algorithm algorithm, Life life) {
        UploadId id = ids.get();
        add(id, repository, BlobWriter.begin(destination, removals, entry(id, 0), repository, algorithm), life);
        return id;
    }

    private UploadEntry entry(UploadId id, int tenure) {
        return new UploadEntry(journals, new Tenure(journals, id, tenure), clock, limits.refresh());
    }

    private void add(UploadId id, RepositoryName repository, BlobWriter writer, Life life) {
        try {
            requireStaying();
            sessions.add(id, new UploadSession(repository, writer, life, clock));
        } catch (RegistryException e) {
            writer.leave();
            throw e;
        }
    }

    private void requireStaying() {
        if (ending) {
            throw new RegistryException(new Failure.UploadMoved("this replica is about to end", MOVING));
        }
    }

    /** The upload that a request is for. Throws {@link Failure.UploadUnknown} where the request must not have it. */
    public UploadRef verify(UploadAddress address) {
        return tokens.verify(address).orElseThrow(Uploads::unknown);
    }

    /** The same upload, with the token that names another owner. */
    public UploadRef ownedBy(UploadRef ref, Optional<ReplicaAddress> owner, Principal principal) {
        return new UploadRef(
                ref.upload(), ref.repository(), owner, tokens.issue(ref.upload(), owner, ref.repository(), principal));
    }

    /** Where this process answers the other replicas. */
    public Optional<ReplicaAddress> self() {
        return self.address();
    }

    /** Whether this process has it open. */
    public boolean isHere(UploadRef ref) {
        return isOpen(ref.upload());
    }

    /**
     * Takes over what another process has left, unless there is one that has it.
     *
     * @param inVain replicas that were asked, and do not have it or do not answer
     * @return the replica to ask next; empty where the upload is here now
     * @throws RegistryException with {@link Failure.UploadUnknown} where nothing is left of it
     */
    public Optional<ReplicaAddress> fetch(UploadRef ref, Set<ReplicaAddress> inVain) {
        ReentrantLock lock = fetching[Math.floorMod(ref.upload().hashCode(), STRIPES)];
        lock.lock();
        try {
            if (isHere(ref)) {
                return Optional.empty();
            }
            if (removals.concerns(ref.upload())) {
                throw unknown();
            }
            Optional<Takeover> last = journals.last(ref.upload());
            Optional<ReplicaAddress> holder =
                    last.flatMap(takeover -> takeover.by().address());
            if (holder.isPresent() && !holder.equals(self.address()) && !inVain.contains(holder.get())) {
                return holder;
            }
            return takeOver(ref, last.map(Takeover::number).orElse(0) + 1);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ReplicaAddress> takeOver(UploadRef ref, int number) {
        requireStaying();
        if (!journals.has(ref.upload())) {
            throw unknown();
        }
        Takeover now = journals.takeOver(ref.upload(), number, self);
        if (!now.by().equals(self)) {
            if (now.by().address().isEmpty()) {
                throw new RegistryException(new Failure.UploadMoved("another process takes the upload over", MOVING));
            }
            return now.by().address();
        }
        BlobWriter writer = BlobWriter.resume(destination, removals, entry(ref.upload(), number), saved(ref));
        add(ref.upload(), ref.repository(), writer, Life.MANY_REQUESTS);
        LOG.info("took upload {} over at byte {}", ref.upload(), writer.size());
        return Optional.empty();
    }

    private Journals.Saved saved(UploadRef ref) {
        Journals.Saved saved = journals.read(ref.upload()).orElseThrow(Uploads::unknown);
        if (!saved.journal().repository().equals(ref.repository())) {
            saved.close();
            throw unknown();
        }
        return saved;
    }

    /**
     * Adds bytes to an upload that is here. Those that came before a failure stay.
     *
     * @throws RegistryException with {@link Failure.UploadMoved} where it is not here, or not any more; nothing has been read then
     */
    public UploadPosition append(UploadRef ref, Chunk chunk) throws IOException {
        UploadSession session = require(ref);
        try {
            session.append(chunk);
            return position(ref, session.stored());
        } finally {
            sessions.forgetIfOver(ref.upload(), session);
        }
    }

    /**
     * Adds the last bytes and publishes the blob, of an upload that is here.
     *
     * @throws RegistryException with {@link Failure.UploadMoved} as {@link #append}; with {@link Failure.ChunkOutOfOrder} or
     *     {@link Failure.SizeInvalid}: the upload goes on; with any other failure it has ended and nothing of it is visible
     */
    public void finish(UploadRef ref, Chunk chunk, Digest digest) throws IOException {
        UploadSession session = require(ref);
        try {
            session.finish(chunk, digest);
        } finally {
            sessions.forgetIfOver(ref.upload(), session);
        }
    }

    /** Publishes a blob that comes in one request. */
    public void put(RepositoryName repository, Digest digest, Chunk chunk) throws IOException {
        UploadId id = begin(repository, digest.algorithm(), Life.ONE_REQUEST);
        UploadSession session = sessions.find(id).orElseThrow(Uploads::unknown);
        try {
            session.finish(chunk, digest);
        } finally {
            sessions.drop(id, session);
        }
    }

    /** How far an upload has come that is here. Throws {@link Failure.UploadMoved} as {@link #append}. */
    public UploadPosition position(UploadRef ref) {
        UploadSession session = require(ref);
        try {
            return position(ref, session.position());
        } finally {
            sessions.forgetIfOver(ref.upload(), session);
        }
    }

    private static UploadPosition position(UploadRef ref, long stored) {
        return new UploadPosition(ref.upload(), ref.token(), stored);
    }

    /** Ends an upload that is here, and drops its bytes. Throws {@link Failure.UploadMoved} as {@link #append}. */
    public void cancel(UploadRef ref) {
        UploadSession session = require(ref);
        try {
            session.cancel();
        } finally {
            sessions.forgetIfOver(ref.upload(), session);
        }
    }

    public boolean isOpen(UploadId upload) {
        return sessions.find(upload).isPresent();
    }

    /** Number of uploads that are open. */
    public int size() {
        return sessions.size();
    }

    /** Drops uploads that nobody has sent to for long, and says in the bucket which ones go on; to be called every minute or so. */
    public void tend() {
        sessions.tend();
    }

    /** One that was here a moment ago may be in the bucket now: whether it is unknown shows where it is looked for again. */
    private UploadSession require(UploadRef ref) {
        UploadSession session = sessions.find(ref.upload())
                .orElseThrow(() -> new RegistryException(
                        new Failure.UploadMoved("this upload is not in this replica any more", MOVING)));
        if (!session.repository().equals(ref.repository())) {
            throw unknown();
        }
        return session;
    }

    private static RegistryException unknown() {
        return new RegistryException(new Failure.UploadUnknown("there is no such upload; begin it again"));
    }

    /**
     * Puts uploads that are open into the bucket: at once, or when the request under way has ended. Requests that still come are served; what they
     * leave open is put there by {@link #leave}.
     */
    public void drain() {
        sessions.forAll(UploadSession::leaveSoon);
    }

    /**
     * Puts all that is open into the bucket; no request can have an upload here any more. Those under way end first, and are broken off where that
     * takes longer than this.
     */
    public void leave(Duration patience) {
        ending = true;
        Duration enough = patience.compareTo(PATIENCE) > 0 ? patience : PATIENCE;
        sessions.forAll(session -> session.leave(enough));
    }

    /** Puts all that is open into the bucket, and breaks off requests that are under way. */
    @Override
    public void close() {
        leave(PATIENCE);
    }
}
