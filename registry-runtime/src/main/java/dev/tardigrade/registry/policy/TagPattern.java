package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.Tag;
import java.util.regex.Pattern;

/**
 * Tags, by a pattern: {@code *} stands for any characters.
 *
 * @param text 1 to 128 characters that tags have, and asterisks
 */
public record TagPattern(String text) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._*-]{1,128}");

    public TagPattern {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a tag, in which * is any part");
        }
    }

    /** Whether the pattern means this tag. */
    public boolean matches(Tag tag) {
        return new Glob(text).matches(tag.value());
    }
}
