package dev.tardigrade.operator.registry.model;

import java.util.Optional;

/** Name of a container image, for instance {@code registry.example.org/team/app:1.2}. */
public record ImageName(String value) {

    public ImageName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the name of an image is empty");
        }
    }

    /** The same image with another tag, and without a digest. */
    public ImageName withTag(String tag) {
        return new ImageName(repository() + ":" + tag);
    }

    /** The tag, where there is one. */
    public Optional<String> tag() {
        var name = withoutDigest();
        var colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? Optional.of(name.substring(colon + 1)) : Optional.empty();
    }

    private String repository() {
        var name = withoutDigest();
        var colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }

    private String withoutDigest() {
        var at = value.indexOf('@');
        return at < 0 ? value : value.substring(0, at);
    }

    @Override
    public String toString() {
        return value;
    }
}
