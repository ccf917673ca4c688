package dev.tardigrade.registry.bucket;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.util.Optional;

/**
 * The object {@code registry.json} that says whose a bucket is. Fields that a newer registry adds are left alone.
 *
 * @param layoutVersion of all keys below the same prefix
 * @param owner the owner's UID
 * @param bucketCreated whether this owner made the bucket; false in markers that do not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Marker(int layoutVersion, String owner, boolean bucketCreated) {

    static final int LAYOUT_VERSION = 1;
    static final int MAX_BYTES = 64 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader READER =
            JSON.readerFor(Marker.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Marker of(Owner owner, boolean bucketCreated) {
        return new Marker(LAYOUT_VERSION, owner.uid(), bucketCreated);
    }

    /** The marker that was read, or empty where the object is none. */
    static Optional<Marker> parse(ObjectContent found) throws IOException {
        byte[] bytes = found.stream().readNBytes(MAX_BYTES);
        try {
            Marker marker = READER.readValue(bytes);
            return marker.layoutVersion < 1 || marker.owner == null ? Optional.empty() : Optional.of(marker);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    Content content() {
        try {
            return Content.of(JSON.writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a marker is always JSON", e);
        }
    }

    boolean isOf(Owner other) {
        return owner.equals(other.uid());
    }
}
