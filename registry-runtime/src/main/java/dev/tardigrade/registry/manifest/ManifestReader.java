package dev.tardigrade.registry.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads manifests: OCI images and indexes, Docker's schema 2 and manifest lists.
 *
 * <p>Fields it does not know are left alone. A document that could be read in two ways is refused: with a field twice, or with both layers and manifests.
 */
final class ManifestReader {

    /** Largest manifest; the OCI distribution spec asks for at least this much. */
    static final int MAX_BYTES = 4 << 20;

    /** Of manifests. */
    static final List<MediaType> TYPES = List.of(
            MediaType.IMAGE_MANIFEST, MediaType.IMAGE_INDEX, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_MANIFEST_LIST);

    private static final int MAX_DEPTH = 64;
    private static final int MAX_CHILDREN = 10_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ManifestReader() {}

    /**
     * Reads a manifest that came with this {@code Content-Type}.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid}
     */
    static ManifestDocument read(Bytes content, Optional<MediaType> contentType) {
        JsonNode root = tree(content);
        MediaType mediaType = mediaType(root, contentType);
        if (root.has("layers") && root.has("manifests")) {
            throw invalid("it has both layers and manifests");
        }
        boolean index = mediaType.equals(MediaType.IMAGE_INDEX) || mediaType.equals(MediaType.DOCKER_MANIFEST_LIST);
        Map<String, String> annotations = annotations(root.path("annotations"));
        Optional<Descriptor> subject =
                root.has("subject") ? Optional.of(descriptor(root.path("subject"))) : Optional.empty();
        Optional<MediaType> artifactType = optionalType(root.path("artifactType"));
        if (index) {
            List<Descriptor> manifests = descriptors(root.path("manifests"), "manifests");
            return new ManifestDocument(mediaType, List.of(), manifests, subject, artifactType, annotations);
        }
        Descriptor config = descriptor(root.path("config"));
        List<Descriptor> blobs = new ArrayList<>(descriptors(root.path("layers"), "layers"));
        blobs.add(config);
        return new ManifestDocument(
                mediaType,
                blobs,
                List.of(),
                subject,
                artifactType.or(() -> Optional.of(config.mediaType())),
                annotations);
    }

    /** The type of a manifest in the bucket: as the store has it, else as the manifest says. */
    static MediaType typeOfStored(Bytes content, Optional<MediaType> contentType) {
        return mediaType(tree(content), contentType.filter(type -> !type.equals(MediaType.OCTET_STREAM)));
    }

    /** What an index lists, as referrers; none where it is no index. */
    static List<Referrer> referrersIn(StoredManifest index) {
        JsonNode root = tree(index.content());
        List<Referrer> all = new ArrayList<>();
        for (JsonNode each : root.path("manifests")) {
            all.add(new Referrer(
                    descriptor(each), optionalType(each.path("artifactType")), annotations(each.path("annotations"))));
        }
        return all;
    }

    private static JsonNode tree(Bytes content) {
        JsonNode root;
        try {
            root = JSON.readTree(content.open());
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.ManifestInvalid("the manifest is not JSON, has a field twice, or nests too deeply"), e);
        }
        if (!root.isObject()) {
            throw invalid("it is not a JSON object");
        }
        int version = root.path("schemaVersion").asInt(0);
        if (version != 2) {
            throw invalid("its schemaVersion must be 2");
        }
        return root;
    }

    private static MediaType mediaType(JsonNode root, Optional<MediaType> contentType) {
        MediaType mediaType = optionalType(root.path("mediaType"))
                .or(() -> contentType)
                .orElseThrow(() -> invalid("it has no mediaType, and the request no Content-Type"));
        if (contentType.isPresent() && !contentType.get().equals(mediaType)) {
            throw invalid("its mediaType is " + mediaType + ", the Content-Type " + contentType.get());
        }
        if (!TYPES.contains(mediaType)) {
            throw invalid("manifests of type " + mediaType + " are not supported");
        }
        return mediaType;
    }

    private static List<Descriptor> descriptors(JsonNode list, String field) {
        if (!list.isArray()) {
            throw invalid("its " + field + " are not a list");
        }
        if (list.size() > MAX_CHILDREN) {
            throw invalid("it names more than " + MAX_CHILDREN + " " + field);
        }
        List<Descriptor> all = new ArrayList<>();
        list.forEach(each -> all.add(descriptor(each)));
        return all;
    }

    private static Descriptor descriptor(JsonNode node) {
        JsonNode size = node.path("size");
        JsonNode digest = node.path("digest");
        if (!digest.isTextual() || !size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw invalid("a descriptor in it is missing or has no digest and size");
        }
        try {
            return new Descriptor(type(node.path("mediaType")), Digest.parse(digest.textValue()), size.longValue());
        } catch (RegistryException e) {
            throw new RegistryException(new Failure.ManifestInvalid("in the manifest " + e.getMessage()), e);
        }
    }

    private static Optional<MediaType> optionalType(JsonNode node) {
        boolean absent =
                node.isMissingNode() || node.isNull() || node.asText("").isEmpty();
        return absent ? Optional.empty() : Optional.of(type(node));
    }

    private static MediaType type(JsonNode node) {
        try {
            return new MediaType(node.asText(""));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    new Failure.ManifestInvalid("the manifest names something that is not a media type"), e);
        }
    }

    private static Map<String, String> annotations(JsonNode node) {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw invalid("its annotations are not an object");
        }
        Map<String, String> all = new TreeMap<>();
        node.forEachEntry((name, value) -> {
            if (!value.isTextual()) {
                throw invalid("an annotation in it is not a text");
            }
            all.put(name, value.textValue());
        });
        return all;
    }

    private static RegistryException invalid(String why) {
        return new RegistryException(new Failure.ManifestInvalid("the manifest is invalid: " + why));
    }
}
