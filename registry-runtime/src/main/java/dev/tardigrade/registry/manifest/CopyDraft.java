package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.model.Referrer;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a copy of records would hold. What does not fit is left out. */
final class CopyDraft {

    private static final int MAX_BYTES = 4 << 20;

    private final RecordCodec codec;
    private final Map<String, Referrer> records = new TreeMap<>();
    private int bytes;

    CopyDraft(RecordCodec codec, Map<String, Referrer> current) {
        this.codec = codec;
        offer(current);
    }

    void offer(Map<String, Referrer> more) {
        more.forEach((name, referrer) -> {
            int size = records.containsKey(name) ? 0 : codec.encode(referrer).size();
            if (bytes + size <= MAX_BYTES) {
                bytes += size;
                records.put(name, referrer);
            }
        });
    }

    Map<String, Referrer> records() {
        return Collections.unmodifiableMap(records);
    }
}
