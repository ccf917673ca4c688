package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.ObjectKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was deleted.
 *
 * @param bytes of the deleted objects
 */
public record Deleted(Map<ObjectKind, Long> objects, long bytes) {

    public static final Deleted NOTHING = new Deleted(Map.of(), 0);

    public Deleted {
        objects = Collections.unmodifiableMap(objects);
    }

    static Deleted of(List<Item> items) {
        Map<ObjectKind, Long> objects = new EnumMap<>(ObjectKind.class);
        items.forEach(item -> objects.merge(item.kind(), 1L, Long::sum));
        return new Deleted(objects, items.stream().mapToLong(Item::size).sum());
    }

    public long count() {
        return objects.values().stream().mapToLong(Long::longValue).sum();
    }

    Deleted plus(Deleted other) {
        Map<ObjectKind, Long> all = new EnumMap<>(ObjectKind.class);
        all.putAll(objects);
        other.objects.forEach((kind, count) -> all.merge(kind, count, Long::sum));
        return new Deleted(all, bytes + other.bytes);
    }
}
