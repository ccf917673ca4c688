package dev.tardigrade.registry.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A media type without parameters, for instance {@code application/vnd.oci.image.manifest.v1+json}.
 *
 * @param value {@code type/subtype}, each of 1 to 127 characters of the grammar of RFC 6838 section 4.2
 */
public record MediaType(String value) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern GRAMMAR = Pattern.compile(NAME + "/" + NAME);

    public static final MediaType OCTET_STREAM = new MediaType("application/octet-stream");
    public static final MediaType JSON = new MediaType("application/json");
    public static final MediaType IMAGE_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType IMAGE_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType EMPTY = new MediaType("application/vnd.oci.empty.v1+json");
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_MANIFEST_LIST =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");

    public MediaType {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a media type: " + value);
        }
    }

    /** Reads the type of a {@code Content-Type} header and drops its parameters; empty where it is malformed. */
    public static Optional<MediaType> ofHeader(String header) {
        int parameters = header.indexOf(';');
        String type = (parameters < 0 ? header : header.substring(0, parameters)).strip();
        return GRAMMAR.matcher(type).matches() ? Optional.of(new MediaType(type)) : Optional.empty();
    }

    /** Whether blobs of this type may stay with their vendor and be absent here (OCI image spec, "Non-Distributable Layers"). */
    public boolean isNonDistributable() {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/vnd.oci.image.layer.nondistributable.")
                || lower.startsWith("application/vnd.docker.image.rootfs.foreign.");
    }

    @Override
    public String toString() {
        return value;
    }
}
