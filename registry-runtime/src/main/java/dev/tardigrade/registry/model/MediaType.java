package dev.tardigrade.registry.model;

import java.util.regex.Pattern;

/**
 * A media type without parameters, for instance {@code application/vnd.oci.image.manifest.v1+json}.
 *
 * @param value {@code type/subtype}, each of 1 to 127 characters of the grammar of RFC 6838 section 4.2
 */
public record MediaType(String value) {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern GRAMMAR = Pattern.compile(NAME + "/" + NAME);

    public MediaType {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a media type: " + value);
        }
    }
}
