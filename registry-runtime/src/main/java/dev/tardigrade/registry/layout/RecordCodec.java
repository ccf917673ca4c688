package dev.tardigrade.registry.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes and reads the small objects of the bucket: one line of JSON, followed, where they carry content, by that as it is.
 *
 * <p>Reading throws a {@link RegistryException} with {@link Failure.StorageFault} where an object is none of these.
 */
public final class RecordCodec {

    private final BucketLayout layout;

    public RecordCodec(BucketLayout layout) {
        this.layout = layout;
    }

    public Bytes encode(BlobRecord blob) {
        ObjectNode header = RecordFormat.header().put("size", blob.size());
        return switch (blob) {
            case BlobRecord.Inline(Bytes bytes, Instant created) ->
                RecordFormat.join(header.put("created", created.toString()), Optional.of(bytes));
            case BlobRecord.Stored(ObjectKey data, long _, Instant created) ->
                RecordFormat.join(
                        header.put("data", layout.relative(data)).put("created", created.toString()), Optional.empty());
        };
    }

    public BlobRecord decodeBlob(ObjectKey key, Bytes object) {
        return decoding(key, object, parts -> {
            JsonNode header = parts.header();
            Instant created = Instant.parse(RecordFormat.text(header, "created"));
            long size = RecordFormat.number(header, "size");
            if (header.has("data")) {
                return new BlobRecord.Stored(layout.absolute(RecordFormat.text(header, "data")), size, created);
            }
            return new BlobRecord.Inline(checked(parts.content(), size), created);
        });
    }

    public Bytes encode(TagRecord tag) {
        return RecordFormat.join(descriptor(tag.manifest()), tag.content());
    }

    public TagRecord decodeTag(ObjectKey key, Bytes object) {
        return decoding(key, object, parts -> {
            Descriptor manifest = descriptor(parts.header());
            boolean inline = manifest.size() <= TagRecord.MAX_INLINE;
            return new TagRecord(
                    manifest, inline ? Optional.of(checked(parts.content(), manifest.size())) : Optional.empty());
        });
    }

    public Bytes encode(Referrer referrer) {
        return RecordFormat.join(header(referrer), Optional.empty());
    }

    /** All of them in one object. */
    public Bytes encode(Collection<Referrer> referrers) {
        ObjectNode header = RecordFormat.header();
        ArrayNode list = header.putArray("referrers");
        referrers.forEach(each -> list.add(header(each)));
        return RecordFormat.join(header, Optional.empty());
    }

    private static ObjectNode header(Referrer referrer) {
        ObjectNode header = descriptor(referrer.manifest());
        referrer.artifactType().ifPresent(type -> header.put("artifactType", type.value()));
        if (!referrer.annotations().isEmpty()) {
            ObjectNode annotations = header.putObject("annotations");
            new TreeMap<>(referrer.annotations()).forEach(annotations::put);
        }
        return header;
    }

    public Referrer decodeReferrer(ObjectKey key, Bytes object) {
        return decoding(key, object, parts -> referrer(parts.header()));
    }

    /** Reverses {@link #encode(Collection)}. */
    public List<Referrer> decodeReferrers(ObjectKey key, Bytes object) {
        return decoding(key, object, parts -> {
            List<Referrer> all = new ArrayList<>();
            parts.header().path("referrers").forEach(each -> all.add(referrer(each)));
            return List.copyOf(all);
        });
    }

    private static Referrer referrer(JsonNode header) {
        Map<String, String> annotations = new TreeMap<>();
        header.path("annotations").forEachEntry((name, value) -> annotations.put(name, value.asText()));
        Optional<MediaType> type = header.has("artifactType")
                ? Optional.of(new MediaType(RecordFormat.text(header, "artifactType")))
                : Optional.empty();
        return Referrer.of(descriptor(header), type, annotations);
    }

    /** What comes before the bytes that follow the parts. */
    public Bytes encode(UploadJournal journal) {
        ObjectNode header = RecordFormat.header()
                .put("repository", journal.repository().value())
                .put("algorithm", journal.algorithm().id())
                .put("flushed", journal.flushed());
        journal.multipart().ifPresent(id -> header.put("multipart", id.value()));
        return RecordFormat.join(header, Optional.empty());
    }

    /** Reads what comes before the bytes that follow the parts; these are what {@code object} gives next. */
    public UploadJournal decodeJournal(ObjectKey key, InputStream object) throws IOException {
        return decoding(key, RecordFormat.line(object), parts -> {
            JsonNode header = parts.header();
            Optional<MultipartId> multipart = header.has("multipart")
                    ? Optional.of(new MultipartId(RecordFormat.text(header, "multipart")))
                    : Optional.empty();
            return new UploadJournal(
                    RepositoryName.parse(RecordFormat.text(header, "repository")),
                    Digest.Algorithm.byId(RecordFormat.text(header, "algorithm"))
                            .orElseThrow(() -> new IllegalArgumentException("its algorithm is not known")),
                    multipart,
                    RecordFormat.number(header, "flushed"));
        });
    }

    public Bytes encode(UploadTaker taker) {
        ObjectNode header = RecordFormat.header().put("process", taker.process().toString());
        taker.address().ifPresent(address -> header.put("address", address.toString()));
        return RecordFormat.join(header, Optional.empty());
    }

    public UploadTaker decodeTaker(ObjectKey key, Bytes object) {
        return decoding(key, object, parts -> {
            JsonNode header = parts.header();
            return new UploadTaker(
                    UUID.fromString(RecordFormat.text(header, "process")),
                    header.has("address")
                            ? Optional.of(
                                    ReplicaAddress.parse(RecordFormat.text(header, "address"), OptionalInt.empty()))
                            : Optional.empty());
        });
    }

    public Bytes encode(TakeoverNote note) {
        return RecordFormat.join(
                RecordFormat.header()
                        .put("finished", note.finished().toString())
                        .put("leftBehind", note.leftBehind())
                        .put("released", note.released()),
                Optional.empty());
    }

    public TakeoverNote decodeTakeover(ObjectKey key, Bytes object) {
        return decoding(
                key,
                object,
                parts -> new TakeoverNote(
                        Instant.parse(RecordFormat.text(parts.header(), "finished")),
                        RecordFormat.number(parts.header(), "leftBehind"),
                        parts.header().path("released").booleanValue()));
    }

    private static ObjectNode descriptor(Descriptor descriptor) {
        return RecordFormat.header()
                .put("mediaType", descriptor.mediaType().value())
                .put("digest", descriptor.digest().toString())
                .put("size", descriptor.size());
    }

    private static Descriptor descriptor(JsonNode header) {
        return new Descriptor(
                new MediaType(RecordFormat.text(header, "mediaType")),
                Digest.parse(RecordFormat.text(header, "digest")),
                RecordFormat.number(header, "size"));
    }

    private static Bytes checked(Bytes content, long size) {
        if (content.size() != size) {
            throw new IllegalArgumentException("it holds " + content.size() + " bytes of content instead of " + size);
        }
        return content;
    }

    private static <T> T decoding(ObjectKey key, Bytes object, Decoder<T> decoder) {
        try {
            return decoder.decode(RecordFormat.split(object));
        } catch (IllegalArgumentException | DateTimeException | RegistryException e) {
            throw new RegistryException(
                    new Failure.StorageFault(key.value() + " holds no record of this registry: " + e.getMessage()), e);
        }
    }

    private interface Decoder<T> {
        T decode(RecordFormat.Parts parts);
    }
}
