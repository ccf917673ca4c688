package dev.tardigrade.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class TagTest {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    @Property
    void isWhatTheGrammarSays(
            @ForAll @StringLength(max = 5) @Chars({'a', 'Z', '7', '.', '_', '-', '/', ':', '+', 'é'}) String text) {
        assertThat(isTag(text)).isEqualTo(GRAMMAR.matcher(text).matches());
    }

    private static boolean isTag(String text) {
        try {
            return Tag.parse(text).value().equals(text);
        } catch (RegistryException _) {
            return false;
        }
    }

    @Test
    void hasAtMost128Characters() {
        assertThat(isTag("t".repeat(128))).isTrue();
        assertThat(isTag("t".repeat(129))).isFalse();
    }
}
