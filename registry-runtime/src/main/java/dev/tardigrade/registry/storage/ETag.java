package dev.tardigrade.registry.storage;

/**
 * The store's mark for one content of one object: it changes whenever the content does. Equal marks mean equal content only where
 * {@link ObjectStore#etagsAreContentHashes()}.
 *
 * @param value opaque, without quotes
 */
public record ETag(String value) {

    public ETag {
        if (value.isEmpty() || value.indexOf('"') >= 0) {
            throw new IllegalArgumentException("not an entity tag: " + value);
        }
    }
}
