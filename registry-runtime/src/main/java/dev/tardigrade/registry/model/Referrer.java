package dev.tardigrade.registry.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A manifest that is about another one, as the referrers of that are listed (OCI distribution spec, "Listing Referrers").
 *
 * @param artifactType of the manifest, else the media type of its config
 * @param annotations of the manifest, see {@link #of}
 */
public record Referrer(Descriptor manifest, Optional<MediaType> artifactType, Map<String, String> annotations) {

    /** Of annotations in a list. More of them are in the manifest alone: a list of thousands must fit into memory. */
    private static final int MAX_ANNOTATION_BYTES = 64 << 10;

    public Referrer {
        annotations = Map.copyOf(annotations);
    }

    /** With as many of the annotations, in the order of their names, as have a place in a list. */
    public static Referrer of(Descriptor manifest, Optional<MediaType> artifactType, Map<String, String> annotations) {
        Map<String, String> kept = new LinkedHashMap<>();
        int bytes = 0;
        for (Map.Entry<String, String> each : new TreeMap<>(annotations).entrySet()) {
            bytes += each.getKey().getBytes(UTF_8).length + each.getValue().getBytes(UTF_8).length;
            if (bytes > MAX_ANNOTATION_BYTES) {
                break;
            }
            kept.put(each.getKey(), each.getValue());
        }
        return new Referrer(manifest, artifactType, kept);
    }
}
