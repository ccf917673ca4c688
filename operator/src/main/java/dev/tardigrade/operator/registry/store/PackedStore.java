package dev.tardigrade.operator.registry.store;

import dev.tardigrade.operator.registry.store.Packing.Packed;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a watch has brought, as far as it is ours, as packed text: as objects, the children of a Registry take 70 KB and more. Who gets one
 * by its key gets it whole, and a new one each time. What all others are told is who it is: name, version, labels and owners, and nothing else.
 */
public final class PackedStore<T extends HasMetadata> implements ItemStore<T> {

    private static final Logger LOG = LoggerFactory.getLogger(PackedStore.class);

    /**
     * Of one Registry, as text: more than it ever has of one kind. A pass reads all of them at once, and who may write labels and owners could
     * write any number.
     */
    private static final int MOST_BYTES = 6 << 20;

    private final Class<T> kind;
    private final KubernetesSerialization json;
    private final Predicate<? super T> ours;
    private final Consumer<? super T> arrived;
    private final Packing packing = new Packing();
    private final Latecomers late = new Latecomers();
    private final Map<String, Kept> objects = new ConcurrentHashMap<>();
    private final Map<String, Integer> bytes = new ConcurrentHashMap<>();

    /** Whether the first list is coming in, or being told. */
    private volatile boolean listing;

    /** @param size as text, in bytes */
    private record Kept(Packed head, Packed whole, int size) {}

    /**
     * @param ours what is to be kept: of all else nothing is, so that who writes our labels on large objects fills no memory
     * @param arrived is told of each object that is kept, as soon as it is here
     */
    public PackedStore(
            Class<T> kind, KubernetesSerialization json, Predicate<? super T> ours, Consumer<? super T> arrived) {
        this.kind = kind;
        this.json = json;
        this.ours = ours;
        this.arrived = arrived;
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    /** Returns who was there before. */
    @Override
    public synchronized @Nullable T put(String key, T object) {
        if (object instanceof Pod pod) {
            lighten(pod);
        }
        if (!ours.test(object)) {
            var before = remove(key);
            late.keep(key, text(object));
            return before;
        }
        late.forget(key);
        var text = text(object);
        if (!hasRoom(key, object, text.length)) {
            LOG.warn("{} {} is passed over: its Registry has too many and too large ones", object.getKind(), key);
            return remove(key);
        }
        var before = objects.put(key, new Kept(pack(head(object)), packing.pack(text), text.length));
        bytes.merge(registry(object), text.length - (before == null ? 0 : before.size()), Integer::sum);
        arrived.accept(object);
        return before == null ? null : unpack(before.head());
    }

    /** Takes one in that was not ours when it came, and is now. */
    private synchronized @Nullable Kept takeIn(String key) {
        var text = late.get(key);
        if (text != null && !objects.containsKey(key)) {
            var object = read(text);
            if (ours.test(object)) {
                var _ = put(key, object);
            }
        }
        return objects.get(key);
    }

    private boolean hasRoom(String key, T object, int size) {
        var before = objects.get(key);
        return bytes.getOrDefault(registry(object), 0) - (before == null ? 0 : before.size()) + size <= MOST_BYTES;
    }

    private static String registry(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        return object.getMetadata().getNamespace() + "/" + (labels == null ? "" : labels.get(Labels.INSTANCE));
    }

    /** Returns who was there. */
    @Override
    public synchronized @Nullable T remove(String key) {
        late.forget(key);
        var before = objects.remove(key);
        if (before == null) {
            return null;
        }
        var head = unpack(before.head());
        bytes.computeIfPresent(registry(head), (_, all) -> all > before.size() ? all - before.size() : null);
        return head;
    }

    @Override
    public Stream<String> keySet() {
        return objects.keySet().stream();
    }

    /** Who is there. The client asks when it has told of all that the first list brought. */
    @Override
    public Stream<T> values() {
        listing = false;
        return objects.values().stream().map(kept -> unpack(kept.head()));
    }

    @Override
    public int size() {
        return objects.size();
    }

    /** The whole object; who it is while the first list is told: of a thousand Deployments at once that is 45 MB less. */
    @Override
    public @Nullable T get(String key) {
        var known = objects.get(key);
        var kept = known == null ? takeIn(key) : known;
        return kept == null ? null : unpack(listing ? kept.head() : kept.whole());
    }

    /**
     * So that of a first list those are told who are kept, at its end. Else each object is told as it comes, also one that is none of ours, and
     * waits whole for its turn: a few hundred large ones fill the memory. The client (fabric8 7.8) asks for each new object of the first list, and
     * never afterwards.
     */
    @Override
    public boolean isFullState() {
        listing = true;
        return true;
    }

    private Packed pack(HasMetadata object) {
        return packing.pack(text(object));
    }

    private byte[] text(HasMetadata object) {
        return json.asJson(object).getBytes(StandardCharsets.UTF_8);
    }

    private T unpack(Packed packed) {
        return read(packing.unpack(packed));
    }

    private T read(byte[] text) {
        return Objects.requireNonNull(json.unmarshal(new ByteArrayInputStream(text), kind));
    }

    private static HasMetadata head(HasMetadata object) {
        var metadata = object.getMetadata();
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNewMetadata()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .withLabels(metadata.getLabels())
                .withOwnerReferences(metadata.getOwnerReferences())
                .endMetadata()
                .build();
    }

    /** What of a pod may be long and is not looked at. */
    private static void lighten(Pod pod) {
        var metadata = pod.getMetadata();
        metadata.setManagedFields(List.of());
        if (metadata.getAnnotations() != null) {
            metadata.getAnnotations().keySet().removeIf(annotation -> !annotation.startsWith(Annotations.PREFIX));
        }
        Optional.ofNullable(pod.getSpec()).stream()
                .flatMap(spec -> Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream()))
                .forEach(container -> {
                    container.setArgs(List.of());
                    container.setCommand(List.of());
                    container.setEnv(container.getEnv().stream()
                            .filter(variable -> variable.getValueFrom() != null)
                            .toList());
                });
    }
}
