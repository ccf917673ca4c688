package dev.tardigrade.registry.gc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.gc.Promises.Subject;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.manifest.PushedManifest;
import dev.tardigrade.registry.manifest.StoredManifest;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Does random operations, and holds the registry to what it answered. Pushes to and removes from a repository of its own alone. */
final class RandomClient implements Runnable {

    private static final int TAGS = 5;

    private final World world;
    private final List<Replica> replicas;
    private final RepositoryName own;
    private final List<RepositoryName> all;
    private final int operations;

    /** @param replicas that it alone is served by, so that no two clients wait for one read: only turns decide the order of things */
    RandomClient(World world, List<Replica> replicas, RepositoryName own, List<RepositoryName> all, int operations) {
        this.world = world;
        this.replicas = List.copyOf(replicas);
        this.own = own;
        this.all = List.copyOf(all);
        this.operations = operations;
    }

    @Override
    public void run() {
        for (int i = 0; i < operations; i++) {
            world.turns.step();
            try {
                one(world.random.nextInt(100));
            } catch (RegistryException e) {
                if (!(e.failure() instanceof Failure.StorageUnavailable)) {
                    throw e;
                }
                world.count("told to come again");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Replica replica() {
        return replicas.get(world.random.nextInt(replicas.size()));
    }

    private void one(int dice) throws IOException {
        if (dice < 25) {
            pushImage(Optional.empty());
        } else if (dice < 29) {
            pushIndex();
        } else if (dice < 33) {
            pushReferrer();
        } else if (dice < 55) {
            look(new Subject(anyRepository(), world.contents.any(world.random)));
        } else if (dice < 60) {
            mount(world.contents.any(world.random));
        } else if (dice < 75) {
            pullBlob();
        } else if (dice < 92) {
            pullManifest();
        } else if (dice < 95) {
            deleteTag();
        } else if (dice < 98) {
            deleteManifest();
        } else {
            deleteBlob();
        }
    }

    private RepositoryName anyRepository() {
        return all.get(world.random.nextInt(all.size()));
    }

    /** Whether the registry says that the blob is there. */
    private boolean look(Subject blob) {
        world.count("HEAD of a blob");
        Instant begun = world.turns.instant();
        boolean had = world.blobs.holds(blob, begun);
        boolean found = replica().blobs().find(blob.repository(), blob.digest()).isPresent();
        if (found) {
            world.blobs.told(blob, begun, world.turns.instant());
        } else if (had && world.blobs.holds(blob, world.turns.instant())) {
            throw new AssertionError("missing: " + blob);
        }
        return found;
    }

    private boolean mount(Digest digest) {
        world.count("mount");
        RepositoryName from = anyRepository();
        Instant begun = world.turns.instant();
        Subject source = new Subject(from, digest);
        Subject target = new Subject(own, digest);
        boolean usable = world.blobs.isUsable(source, begun) && world.blobs.isUsable(target, begun);
        if (from.equals(own) || !usable || !replica().blobs().mount(digest, from, own)) {
            return false;
        }
        world.blobs.told(target, begun, world.turns.instant());
        return true;
    }

    private boolean upload(Digest digest) throws IOException {
        world.count("upload");
        Subject blob = new Subject(own, digest);
        Replica replica = replica();
        Instant begun = world.turns.instant();
        Content content = Content.of(world.contents.bytes(digest));
        if (content.size() <= BlobRecord.MAX_INLINE || world.random.nextBoolean()) {
            replica.blobs().publish(own, digest, content);
        } else if (!replica.blobs().adopt(own, digest, content.size())) {
            // As an upload in parts leaves its bytes.
            ObjectKey data = Replica.LAYOUT.streamedData(
                    new UploadId(new UUID(world.random.nextLong(), world.random.nextLong())));
            replica.store().put(data, content, Optional.empty(), PutMode.CREATE);
            replica.blobs().publish(own, digest, data, content.size());
        }
        world.blobs.told(blob, begun, world.turns.instant());
        return world.blobs.isUsable(blob, begun);
    }

    private void pushImage(Optional<Digest> subject) throws IOException {
        world.count("push of an image");
        List<Digest> blobs = new ArrayList<>();
        int count = 1 + world.random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Digest digest = world.contents.any(world.random);
            Subject blob = new Subject(own, digest);
            if (!world.blobs.isUsable(blob, world.turns.instant())) {
                continue;
            }
            boolean there = look(blob) || (world.random.nextInt(3) == 0 && mount(digest)) || upload(digest);
            if (there) {
                blobs.add(digest);
            }
        }
        if (!blobs.isEmpty()) {
            put(world.contents.image(blobs, subject));
        }
    }

    private void pushIndex() throws IOException {
        List<Digest> images = known();
        if (!images.isEmpty()) {
            world.count("push of an index");
            put(Contents.index(images.subList(0, Math.min(2, images.size()))));
        }
    }

    private void pushReferrer() throws IOException {
        List<Digest> images = known();
        if (!images.isEmpty()) {
            pushImage(Optional.of(images.getFirst()));
        }
    }

    /** Images that have to be there now. */
    private List<Digest> known() {
        Instant now = world.turns.instant();
        return world.links.entrySet().stream()
                .filter(entry -> entry.getKey().repository().equals(own))
                .filter(entry -> entry.getValue().manifests().isEmpty())
                .map(entry -> entry.getKey())
                .filter(subject -> world.isTagged(subject) || world.manifests.holds(subject, now))
                .filter(subject -> world.manifests.isUsable(subject, now))
                .map(Subject::digest)
                .sorted((one, other) -> one.hex().compareTo(other.hex()))
                .toList();
    }

    private void put(Bytes manifest) {
        Digest digest = manifest.digest(Digest.Algorithm.SHA256);
        Subject subject = new Subject(own, digest);
        ManifestLinks named = ManifestLinks.of(manifest, Optional.empty());
        Instant begun = world.turns.instant();
        if (!world.manifests.isUsable(subject, begun)) {
            return;
        }
        List<Tag> tags =
                world.random.nextInt(5) == 0 ? List.of() : List.of(Tag.parse("t" + world.random.nextInt(TAGS)));
        // Until it is known what came of it, the tag promises nothing.
        tags.forEach(tag -> world.tagsOf(own).remove(tag));
        world.uncertain.put(subject, named);
        PushedManifest pushed = new PushedManifest(manifest, type(manifest), Optional.empty(), tags);
        try {
            replica().manifests().put(own, pushed);
        } catch (RegistryException e) {
            checkRefusal(e, named);
            world.uncertain.remove(subject);
            return;
        }
        world.uncertain.remove(subject);
        world.links.put(subject, named);
        world.manifests.told(subject, begun, world.turns.instant());
        tags.forEach(tag -> world.tagsOf(own).put(tag, digest));
    }

    private static Optional<MediaType> type(Bytes manifest) {
        boolean index = new String(manifest.toArray(), UTF_8).contains("index.v1");
        return Optional.of(index ? MediaType.IMAGE_INDEX : MediaType.IMAGE_MANIFEST);
    }

    /** A manifest may only be refused where something it names was not promised any more. */
    private void checkRefusal(RegistryException refusal, ManifestLinks named) {
        if (refusal.failure() instanceof Failure.ManifestBlobUnknown) {
            Instant now = world.turns.instant();
            boolean blobsHold = named.blobs().stream().allMatch(blob -> world.blobs.holds(new Subject(own, blob), now));
            boolean manifestsHold = named.manifests().stream()
                    .map(child -> new Subject(own, child))
                    .allMatch(child -> world.isTagged(child) || world.manifests.holds(child, now));
            assertThat(blobsHold && manifestsHold)
                    .as("refused, though all is promised: %s", refusal)
                    .isFalse();
        } else {
            throw refusal;
        }
    }

    private void pullBlob() throws IOException {
        world.count("pull of a blob");
        Optional<Subject> some = world.blobs.any(world.random);
        Instant begun = world.turns.instant();
        if (some.isPresent() && world.blobs.holds(some.get(), begun)) {
            checkBlob(some.get(), begun);
        }
    }

    private void checkBlob(Subject blob, Instant begun) throws IOException {
        Replica replica = replica();
        Optional<BlobRecord> found = replica.blobs().find(blob.repository(), blob.digest());
        if (found.isEmpty()) {
            assertThat(world.blobs.isUsable(blob, begun))
                    .as("missing: %s", blob)
                    .isFalse();
            return;
        }
        try (InputStream in = replica.blobs().open(found.get())) {
            assertThat(in.readAllBytes()).isEqualTo(world.contents.bytes(blob.digest()));
        }
        world.blobs.told(blob, begun, world.turns.instant());
    }

    private void pullManifest() throws IOException {
        world.count("pull of a manifest");
        RepositoryName repository = anyRepository();
        List<Tag> tags = world.tagsOf(repository).keySet().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
        if (!tags.isEmpty() && world.random.nextBoolean()) {
            Tag tag = tags.get(world.random.nextInt(tags.size()));
            Digest expected = world.tagsOf(repository).get(tag);
            Instant begun = world.turns.instant();
            Optional<StoredManifest> found = replica().manifests().find(repository, tag);
            boolean still =
                    expected != null && expected.equals(world.tagsOf(repository).get(tag));
            if (found.isPresent()) {
                Subject subject =
                        new Subject(repository, found.get().descriptor().digest());
                world.manifests.told(subject, begun, world.turns.instant());
                checkWhole(subject, found.get());
            } else {
                assertThat(still).as("missing: %s:%s", repository, tag).isFalse();
            }
            return;
        }
        Optional<Subject> some = world.manifests.any(world.random);
        Instant begun = world.turns.instant();
        if (some.isPresent() && world.manifests.holds(some.get(), begun)) {
            Subject subject = some.get();
            Optional<StoredManifest> found = replica().manifests().find(subject.repository(), subject.digest());
            if (found.isEmpty()) {
                assertThat(world.manifests.isUsable(subject, begun))
                        .as("missing: %s", subject)
                        .isFalse();
                return;
            }
            world.manifests.told(subject, begun, world.turns.instant());
            checkWhole(subject, found.get());
        }
    }

    /** A manifest that is there names nothing that is missing. */
    private void checkWhole(Subject manifest, StoredManifest found) throws IOException {
        ManifestLinks named = ManifestLinks.of(found.content(), Optional.empty());
        for (Digest blob : named.blobs()) {
            Instant begun = world.turns.instant();
            if (world.manifests.isUsable(manifest, begun)) {
                checkBlob(new Subject(manifest.repository(), blob), begun);
            }
        }
        for (Digest child : named.manifests()) {
            Subject subject = new Subject(manifest.repository(), child);
            Instant begun = world.turns.instant();
            boolean there =
                    replica().manifests().find(subject.repository(), child).isPresent();
            if (!there && world.links.containsKey(subject)) {
                assertThat(world.manifests.isUsable(subject, begun) && world.manifests.isUsable(manifest, begun))
                        .as("missing child: %s", subject)
                        .isFalse();
            }
        }
    }

    private void deleteTag() {
        Tag tag = Tag.parse("t" + world.random.nextInt(TAGS));
        if (world.tagsOf(own).remove(tag) != null) {
            world.count("delete of a tag");
            ignoringMissing(() -> replica().manifests().delete(own, tag));
        }
    }

    private void deleteManifest() {
        List<Digest> images = known();
        if (images.isEmpty()) {
            return;
        }
        world.count("delete of a manifest");
        Digest digest = images.get(world.random.nextInt(images.size()));
        Subject subject = new Subject(own, digest);
        world.manifests.removing(subject);
        world.tagsOf(own).values().removeIf(digest::equals);
        world.links.remove(subject);
        try {
            ignoringMissing(() -> replica().manifests().delete(own, digest));
        } finally {
            world.manifests.removed(subject, world.turns.instant());
        }
    }

    private void deleteBlob() {
        Subject blob = new Subject(own, world.contents.any(world.random));
        if (world.isNamed(blob) || !world.blobs.holds(blob, world.turns.instant())) {
            return;
        }
        world.count("delete of a blob");
        world.blobs.removing(blob);
        try {
            ignoringMissing(() -> replica().blobs().delete(own, blob.digest()));
        } finally {
            world.blobs.removed(blob, world.turns.instant());
        }
    }

    private static void ignoringMissing(Runnable delete) {
        try {
            delete.run();
        } catch (RegistryException e) {
            if (!(e.failure() instanceof Failure.ManifestUnknown) && !(e.failure() instanceof Failure.BlobUnknown)) {
                throw e;
            }
        }
    }
}
