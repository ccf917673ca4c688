package dev.tardigrade.operator.registry.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of objects that were not ours when they came. Objects and Registries come by several watches, and one that begins anew is behind the others
 * for a moment, so a Registry may be seen after what was made for it: some of the last ones are kept until then.
 */
final class Latecomers {

    /** In all. Anybody may make such objects, and each watch has its own. */
    static final int MOST_BYTES = 512 << 10;

    private final Map<String, byte[]> texts = new LinkedHashMap<>();
    private int bytes;

    /** Lets go of the oldest ones where there is no room. One that is too large by itself is not kept. */
    void keep(String key, byte[] text) {
        forget(key);
        if (text.length > MOST_BYTES) {
            return;
        }
        texts.put(key, text);
        bytes += text.length;
        while (bytes > MOST_BYTES) {
            forget(texts.keySet().iterator().next());
        }
    }

    byte @Nullable [] get(String key) {
        return texts.get(key);
    }

    void forget(String key) {
        var text = texts.remove(key);
        bytes -= text == null ? 0 : text.length;
    }
}
