package dev.tardigrade.registry.model;

/** What a manifest is asked for by. */
public sealed interface Reference permits Tag, Digest {

    /**
     * Reads a tag, or a digest where there is a colon.
     *
     * @throws RegistryException with {@link Failure.DigestInvalid} or {@link Failure.TagInvalid}
     */
    static Reference parse(String text) {
        return text.indexOf(':') >= 0 ? Digest.parse(text) : Tag.parse(text);
    }
}
