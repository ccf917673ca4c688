package dev.tardigrade.registry.gc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bucket of very many objects that takes no memory: what lies where is reckoned whenever it is asked for. Each image has eight layers of its
 * own; of every hundredth the repository may serve a blob more, which nothing refers to.
 */
final class PlantedBucket implements ObjectStore {

    static final BucketLayout LAYOUT = new BucketLayout(KeyPrefix.ROOT);

    private static final int REPOSITORIES = 20;
    private static final int LAYERS = 8;
    private static final int UNREFERENCED = 100;

    private final int images;

    PlantedBucket(int images) {
        this.images = images;
    }

    private static Digest digest(int image, int part) {
        return new Digest(Algorithm.SHA256, "%08x%056x".formatted(image * 0x9E3779B1, (long) image << 8 | part));
    }

    private static RepositoryName repository(int image) {
        return new RepositoryName("team/app" + image % REPOSITORIES);
    }

    private static IntStream layers() {
        return IntStream.rangeClosed(1, LAYERS);
    }

    private static ObjectInfo object(ObjectKey key) {
        return new ObjectInfo(key, 1000, new ETag("0".repeat(32)), Instant.EPOCH);
    }

    private static Stream<ObjectKey> keys(int image) {
        RepositoryName repository = repository(image);
        Stream<ObjectKey> own = Stream.of(
                LAYOUT.manifest(repository, digest(image, 0xFF)),
                LAYOUT.tags(repository).key("v" + image),
                LAYOUT.membership(repository, digest(image, 0)));
        Stream<ObjectKey> layers = layers().mapToObj(layer -> digest(image, layer))
                .flatMap(digest -> Stream.of(LAYOUT.membership(repository, digest), LAYOUT.knownData(digest)));
        Stream<ObjectKey> garbage = image % UNREFERENCED == 0
                ? Stream.of(LAYOUT.membership(repository, digest(image, LAYERS + 1)))
                : Stream.empty();
        return Stream.of(own, layers, garbage).flatMap(keys -> keys);
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        IntStream.range(0, images)
                .boxed()
                .flatMap(PlantedBucket::keys)
                .filter(key -> key.value().startsWith(prefix.value()))
                .forEach(key -> each.accept(object(key)));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        if (!key.value().contains("/_manifests/")) {
            return Optional.empty();
        }
        String hex = key.value().substring(key.value().lastIndexOf('/') + 1);
        int image = (int) (Long.parseLong(hex.substring(48), 16) >> 8);
        String layers = layers().mapToObj(
                        layer -> "{\"mediaType\":\"a/b\",\"size\":9,\"digest\":\"" + digest(image, layer) + "\"}")
                .collect(Collectors.joining(","));
        byte[] bytes = """
                {"schemaVersion":2,"config":{"mediaType":"a/b","size":9,"digest":"%s"},"layers":[%s]}""".formatted(digest(image, 0), layers).getBytes(UTF_8);
        return Optional.of(
                new ObjectContent(object(key), Optional.of(MediaType.IMAGE_MANIFEST), new ByteArrayInputStream(bytes)));
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return new PutOutcome.Stored(new ETag("0"));
    }

    @Override
    public boolean etagsAreContentHashes() {
        return true;
    }

    @Override
    public void close() {}

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("not needed to mark garbage");
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        throw unused();
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        throw unused();
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        throw unused();
    }

    @Override
    public void delete(ObjectKey key) {
        throw unused();
    }

    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        throw unused();
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        throw unused();
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        throw unused();
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        throw unused();
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        throw unused();
    }
}
