package dev.tardigrade.registry.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of keys as objects of the bucket: one a line. */
public final class KeyList {

    private final BucketLayout layout;

    public KeyList(BucketLayout layout) {
        this.layout = layout;
    }

    public Bytes encode(List<ObjectKey> keys) {
        return lines(keys.stream().map(layout::relative).toList());
    }

    /** Throws a {@link RegistryException} with {@link Failure.StorageFault} where the object is no list of keys. */
    public List<ObjectKey> decode(ObjectKey name, Bytes object) {
        try {
            return text(object).lines().map(layout::absolute).toList();
        } catch (IllegalArgumentException e) {
            throw new RegistryException(new Failure.StorageFault(name.value() + " is no list of keys"), e);
        }
    }

    static Bytes lines(List<String> lines) {
        return Bytes.of(
                lines.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8));
    }

    static String text(Bytes object) {
        return new String(object.toArray(), UTF_8);
    }
}
