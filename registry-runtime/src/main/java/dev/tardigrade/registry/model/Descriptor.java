package dev.tardigrade.registry.model;

/**
 * Names content and says what it is (OCI image spec, "Content Descriptors").
 *
 * @param size in bytes
 */
public record Descriptor(MediaType mediaType, Digest digest, long size) {

    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
    }
}
