package dev.tardigrade.registry.manifest.document;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Reads manifests: OCI images and indexes, Docker's schema 2 and manifest lists.
 *
 * <p>Fields it does not know are left alone. A document that could be read in two ways is refused: see {@link ManifestTokens}, and with both
 * layers and manifests.
 *
 * <p>To read one takes at most four times its size, and some 200 bytes for each of at most 10 000 children and 20 000 annotations.
 */
public final class ManifestReader {

    /** Largest manifest; the OCI distribution spec asks for at least this much. */
    public static final int MAX_BYTES = 4 << 20;

    /** Of manifests. */
    public static final List<MediaType> TYPES = List.of(
            MediaType.IMAGE_MANIFEST, MediaType.IMAGE_INDEX, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_MANIFEST_LIST);

    /** Larger ones are read few at a time; that takes milliseconds of one core. */
    private static final int LARGE = 256 << 10;

    private static final Semaphore LARGE_AT_A_TIME = new Semaphore(2, true);

    private ManifestReader() {}

    /**
     * Reads a manifest that came with this {@code Content-Type}.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid}
     */
    public static ManifestDocument read(Bytes content, Optional<MediaType> contentType) {
        ManifestFields fields = bounded(content, () -> ManifestFields.of(content));
        MediaType mediaType = mediaType(fields, contentType);
        if (fields.layers().isPresent() && fields.manifests().isPresent()) {
            throw ManifestTokens.invalid("it has both layers and manifests");
        }
        return isIndex(mediaType) ? index(mediaType, fields) : image(mediaType, fields);
    }

    private static boolean isIndex(MediaType type) {
        return type.equals(MediaType.IMAGE_INDEX) || type.equals(MediaType.DOCKER_MANIFEST_LIST);
    }

    private static ManifestDocument index(MediaType mediaType, ManifestFields fields) {
        List<Descriptor> manifests =
                fields.manifests().orElseThrow(() -> ManifestTokens.invalid("its manifests are missing"));
        return new ManifestDocument(
                mediaType, List.of(), manifests, fields.subject(), fields.artifactType(), fields.annotations());
    }

    private static ManifestDocument image(MediaType mediaType, ManifestFields fields) {
        Descriptor config = fields.config().orElseThrow(() -> ManifestTokens.invalid("its config is missing"));
        List<Descriptor> blobs =
                new ArrayList<>(fields.layers().orElseThrow(() -> ManifestTokens.invalid("its layers are missing")));
        blobs.add(config);
        return new ManifestDocument(
                mediaType,
                blobs,
                List.of(),
                fields.subject(),
                fields.artifactType().or(() -> Optional.of(config.mediaType())),
                fields.annotations());
    }

    /**
     * The type of a manifest in the bucket: as the store has it, else as the manifest says.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid} where neither says it
     */
    public static MediaType typeOfStored(Bytes content, Optional<MediaType> contentType) {
        return contentType
                .filter(TYPES::contains)
                .orElseGet(() -> mediaType(bounded(content, () -> ManifestFields.of(content)), Optional.empty()));
    }

    /** The type of a manifest that came without one: as it says, else that of OCI which has what it has. */
    public static MediaType typeOfUntyped(Bytes content) {
        ManifestFields fields = bounded(content, () -> ManifestFields.of(content));
        if (fields.mediaType().isPresent()) {
            return mediaType(fields, Optional.empty());
        }
        if (fields.layers().isPresent() == fields.manifests().isPresent()) {
            throw ManifestTokens.invalid("it has no mediaType, and not either layers or manifests");
        }
        return fields.layers().isPresent() ? MediaType.IMAGE_MANIFEST : MediaType.IMAGE_INDEX;
    }

    /** What an index lists, as referrers; none where it is no index. */
    public static List<Referrer> referrersIn(Bytes index) {
        return bounded(index, () -> ManifestFields.withAnnotationsOfEach(index)).listed();
    }

    private static <T> T bounded(Bytes content, Supplier<T> reading) {
        if (content.size() <= LARGE) {
            return reading.get();
        }
        LARGE_AT_A_TIME.acquireUninterruptibly();
        try {
            return reading.get();
        } finally {
            LARGE_AT_A_TIME.release();
        }
    }

    private static MediaType mediaType(ManifestFields fields, Optional<MediaType> contentType) {
        MediaType mediaType = fields.mediaType()
                .or(() -> contentType)
                .orElseThrow(() -> ManifestTokens.invalid("it has no mediaType, and the request no Content-Type"));
        if (contentType.isPresent() && !contentType.get().equals(mediaType)) {
            throw ManifestTokens.invalid("its mediaType is " + mediaType + ", the Content-Type " + contentType.get());
        }
        if (!TYPES.contains(mediaType)) {
            throw ManifestTokens.invalid("manifests of type " + mediaType + " are not supported");
        }
        return mediaType;
    }
}
