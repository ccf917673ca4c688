package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Every key in the bucket, layout version 1. All other classes take their keys from here.
 *
 * <pre>
 * data/&lt;alg&gt;/&lt;2 hex&gt;/&lt;hex&gt;                  bytes of a blob whose digest was known before the first was stored; that they are there says that the blob exists
 * data/uploads/&lt;upload id&gt;                   bytes of a blob that were stored before its digest was known
 * uploads/&lt;upload id&gt;                        {@link UploadJournal} of an upload that is open
 * uploads/&lt;upload id&gt;/&lt;n&gt;                    {@link UploadTaker}: who has gone on with it as the n-th, after others have ended; created once
 * registry.json                              whose the bucket is, and the version of this layout; created once
 * registry-2.json                            {@link TakeoverNote}: the images of a {@link Registry2Tree} in the same place were taken over
 * upstreams/&lt;prefix, + for each /&gt;            from which registry the images of these repositories come: its address; created once
 * probe/&lt;id&gt;                                 of who tries the store, and removes it at once: `registry bucket ensure`, and retention to read its clock
 * gc/uploads                                 until when all objects below data/uploads have been judged
 * blobs/&lt;alg&gt;/&lt;2 hex&gt;/&lt;hex&gt;                 {@link BlobRecord} of a blob whose bytes lie elsewhere: it exists; created once, after its bytes
 * repos/&lt;name&gt;/_blobs/&lt;alg&gt;/&lt;hex&gt;           {@link BlobRecord}: the repository may serve the blob
 * repos/&lt;name&gt;/_manifests/&lt;alg&gt;/&lt;hex&gt;       bytes of a manifest, with its media type
 * repos/&lt;name&gt;/_tags/&lt;tag&gt;                   {@link TagRecord}: what the tag points to
 * repos/&lt;name&gt;/_referrers/&lt;alg&gt;/&lt;hex&gt;/&lt;alg&gt;-&lt;hex&gt;   a manifest whose subject is the first digest
 * repos/&lt;name&gt;/_referrers/&lt;alg&gt;/&lt;hex&gt;/all   a copy of the records of these, or of some
 * gc/retention                               when a replica began to remove tags by rules, and the digest of these
 * gc/rounds/&lt;round&gt;/…                          {@link RoundEntry}: how far a round of garbage collection has come
 * gc/leases/&lt;round&gt;/&lt;batch&gt;/&lt;place&gt;            a client was told that this candidate of the round exists
 * </pre>
 *
 * <p>No component of a repository's name begins with an underscore, so no repository can be mistaken for a folder of another.
 */
public final class BucketLayout {

    private static final String MARKER = "registry.json";
    private static final String TAKEOVER = "registry-2.json";
    private static final String UPSTREAMS = "upstreams";
    private static final String STREAMED = "data/uploads/";
    private static final String UPLOADS = "uploads/";
    private static final Set<String> FOLDERS =
            Set.of("data", "uploads", UPSTREAMS, "probe", "gc", "blobs", "repos", "docker");
    private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String BLOBS = "_blobs/";
    private static final String MANIFESTS = "_manifests/";
    private static final String TAGS = "_tags/";
    private static final String REFERRERS = "_referrers/";
    private static final String COMPACTED = "all";

    private final KeyPrefix root;

    /** @param root what all keys begin with */
    public BucketLayout(KeyPrefix root) {
        this.root = root;
    }

    /** Says whose the bucket is. */
    public ObjectKey marker() {
        return root.key(MARKER);
    }

    /** Says that the images of {@link #registry2} were taken over. */
    public ObjectKey takeover() {
        return root.key(TAKEOVER);
    }

    /** Says from which registry the images below a prefix of repositories come. */
    public ObjectKey upstream(RepositoryName prefix) {
        return root.key(UPSTREAMS + "/" + prefix.value().replace('/', '+'));
    }

    /** What {@code registry:2} has written in this place. */
    public Registry2Tree registry2() {
        return new Registry2Tree(root);
    }

    /** Written, read and deleted again to see that this works, or when it was. */
    public ObjectKey probe(UUID id) {
        return root.key("probe/" + id);
    }

    public ObjectKey knownData(Digest digest) {
        return root.key("data/" + sharded(digest));
    }

    public ObjectKey streamedData(UploadId upload) {
        return streamed().key(upload.toString());
    }

    /** Below this lie the bytes of {@link #streamedData}. */
    public KeyPrefix streamed() {
        return below(root, STREAMED);
    }

    /** The upload whose bytes lie at this key; empty where something else does. */
    public Optional<UploadId> uploadAt(ObjectKey data) {
        return upload(streamed(), data);
    }

    /** Below this lie journals, and folders of takeovers. */
    public KeyPrefix uploads() {
        return below(root, UPLOADS);
    }

    public ObjectKey uploadJournal(UploadId upload) {
        return uploads().key(upload.toString());
    }

    /** The upload whose journal lies at this key; empty where something else does. */
    public Optional<UploadId> journalAt(ObjectKey journal) {
        return upload(uploads(), journal);
    }

    public KeyPrefix uploadTakeovers(UploadId upload) {
        return below(uploads(), upload + "/");
    }

    public ObjectKey uploadTakeover(UploadId upload, int number) {
        return uploadTakeovers(upload).key(Integer.toString(number));
    }

    /** The number of a takeover; empty where something else lies there. */
    public OptionalInt takeoverAt(ObjectKey key) {
        String number = key.value().substring(key.value().lastIndexOf('/') + 1);
        return number.matches("[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    public ObjectKey sweptUploads() {
        return root.key("gc/uploads");
    }

    public ObjectKey retention() {
        return root.key("gc/retention");
    }

    private static Optional<UploadId> upload(KeyPrefix folder, ObjectKey key) {
        String name = key.value().startsWith(folder.value())
                ? key.value().substring(folder.value().length())
                : "";
        return UPLOAD.matcher(name).matches() ? Optional.of(new UploadId(UUID.fromString(name))) : Optional.empty();
    }

    /** What all keys begin with. */
    public KeyPrefix root() {
        return root;
    }

    /** Below this lie blob records. */
    public KeyPrefix blobRecords() {
        return below(root, "blobs/");
    }

    public ObjectKey blobRecord(Digest digest) {
        return root.key("blobs/" + sharded(digest));
    }

    public ObjectKey membership(RepositoryName repository, Digest digest) {
        return repository(repository).key(BLOBS + path(digest));
    }

    public ObjectKey manifest(RepositoryName repository, Digest digest) {
        return repository(repository).key(MANIFESTS + path(digest));
    }

    /** The digest that the key of a manifest, of a membership or of a blob record ends in. */
    public Digest digestAt(ObjectKey key) {
        String[] components = key.value().split("/", -1);
        int last = components.length - 1;
        boolean sharded = components[last - 1].length() == 2;
        return Digest.parse(components[sharded ? last - 2 : last - 1] + ":" + components[last]);
    }

    public ObjectKey tag(RepositoryName repository, Tag tag) {
        return tags(repository).key(tag.value());
    }

    public KeyPrefix tags(RepositoryName repository) {
        return below(repository(repository), TAGS);
    }

    /**
     * The tag of a key; empty where something else lies there.
     *
     * @param folder {@link #tags} of a repository, where the key is
     */
    public static Optional<Tag> tagAt(KeyPrefix folder, ObjectKey key) {
        String name = key.value().substring(folder.value().length());
        try {
            return Optional.of(Tag.parse(name));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    public ObjectKey referrer(RepositoryName repository, Digest subject, Digest referrer) {
        return referrers(repository, subject).key(referrer.algorithm().id() + "-" + referrer.hex());
    }

    /** A copy of the records of all referrers of a manifest, for reading them at once; what is true is whether each has its own. */
    public ObjectKey compactedReferrers(RepositoryName repository, Digest subject) {
        return referrers(repository, subject).key(COMPACTED);
    }

    /** The referrer of a key below {@link #referrers}; empty where something else lies there. */
    public Optional<Digest> referrerAt(ObjectKey key) {
        String name = key.value().substring(key.value().lastIndexOf('/') + 1);
        try {
            return Optional.of(Digest.parse(name.replaceFirst("-", ":")));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    public KeyPrefix referrers(RepositoryName repository, Digest subject) {
        return below(repository(repository), REFERRERS + path(subject) + "/");
    }

    /** Below this lies all that belongs to one repository, and the repositories whose names continue its name. */
    public KeyPrefix repository(RepositoryName repository) {
        return below(repositories(), repository + "/");
    }

    public KeyPrefix repositories() {
        return below(root, "repos/");
    }

    /** Whether this folder, found directly below a {@link #repository}, shows that the repository has been pushed to. */
    public boolean isContent(KeyPrefix folder) {
        return folder.value().endsWith("/" + MANIFESTS) || folder.value().endsWith("/" + TAGS);
    }

    /** The repository whose folder this is; empty where it is a folder inside of one. */
    public Optional<RepositoryName> repositoryAt(KeyPrefix folder) {
        String name = folder.value()
                .substring(repositories().value().length(), folder.value().length() - 1);
        try {
            return Optional.of(RepositoryName.parse(name));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    /** What an object below {@link #repositories} stands for; empty where this layout makes no such key. */
    public Optional<RepositoryEntry> repositoryEntryAt(ObjectKey key) {
        return RepositoryEntries.parse(
                key.value().substring(repositories().value().length()));
    }

    /** Below this lie the bytes of {@link #knownData}. */
    public KeyPrefix knownData(Digest.Algorithm algorithm) {
        return below(root, "data/" + algorithm.id() + "/");
    }

    /** The digest that the key of a blob record, or of bytes whose digest was known, ends in; empty where it does not. */
    public Optional<Digest> shardedDigestAt(ObjectKey key) {
        try {
            return Optional.of(digestAt(new ObjectKey(key.value().replaceFirst("/[0-9a-f]{2}/([0-9a-f]+)$", "/$1"))));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    /** Below this lie all {@link RoundEntry}s. */
    public KeyPrefix rounds() {
        return below(root, "gc/rounds/");
    }

    public KeyPrefix round(RoundId round) {
        return below(rounds(), round + "/");
    }

    public ObjectKey round(RoundEntry entry) {
        return round(entry.round()).key(entry.name());
    }

    public Optional<RoundEntry> roundEntryAt(ObjectKey key) {
        return RoundEntry.parse(key.value().substring(rounds().value().length()));
    }

    /**
     * That a client was told of a candidate.
     *
     * @param place of the candidate in its batch
     */
    public ObjectKey lease(RoundId round, int batch, int place) {
        return leases(round, batch).key(Integer.toString(place));
    }

    public KeyPrefix leases(RoundId round, int batch) {
        return below(leases(round), batch + "/");
    }

    public KeyPrefix leases(RoundId round) {
        return below(root, "gc/leases/" + round + "/");
    }

    /** What the object of this key below the root is for. */
    public ObjectKind kindOf(ObjectKey key) {
        String name = relative(key);
        int slash = name.indexOf('/');
        return switch (slash < 0 ? name : name.substring(0, slash)) {
            case "data" -> ObjectKind.BLOB_DATA;
            case "blobs" -> ObjectKind.BLOB_RECORD;
            case "repos" -> kindInRepository(name);
            case "uploads" -> ObjectKind.UPLOAD;
            case "gc" -> ObjectKind.COLLECTION;
            case MARKER, TAKEOVER, UPSTREAMS -> ObjectKind.MARKER;
            case "docker" -> ObjectKind.REGISTRY_2;
            default -> ObjectKind.OTHER;
        };
    }

    private static ObjectKind kindInRepository(String name) {
        int folder = name.indexOf("/_") + 1;
        String kind = name.substring(folder, Math.max(folder, name.indexOf('/', folder) + 1));
        return switch (kind) {
            case BLOBS -> ObjectKind.MEMBERSHIP;
            case MANIFESTS -> ObjectKind.MANIFEST;
            case TAGS -> ObjectKind.TAG;
            case REFERRERS -> ObjectKind.REFERRER;
            default -> ObjectKind.OTHER;
        };
    }

    /** Whether what lies below this folder is taken for something of this layout's. */
    public boolean isOwnFolder(KeyPrefix folder) {
        String name = relative(folder.key("-"));
        return FOLDERS.contains(name.substring(0, name.indexOf('/')));
    }

    /** How a record names another object: without the root, so that a bucket's content can be moved below another one. */
    String relative(ObjectKey key) {
        if (!key.value().startsWith(root.value())) {
            throw new IllegalArgumentException(key.value() + " does not lie below " + root.value());
        }
        return key.value().substring(root.value().length());
    }

    /** Reverses {@link #relative}. */
    ObjectKey absolute(String relative) {
        return root.key(relative);
    }

    private static KeyPrefix below(KeyPrefix prefix, String folders) {
        return new KeyPrefix(prefix.value() + folders);
    }

    private static String path(Digest digest) {
        return digest.algorithm().id() + "/" + digest.hex();
    }

    private static String sharded(Digest digest) {
        return digest.algorithm().id() + "/" + digest.hex().substring(0, 2) + "/" + digest.hex();
    }
}
