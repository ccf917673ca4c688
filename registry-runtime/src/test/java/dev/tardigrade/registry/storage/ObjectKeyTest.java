package dev.tardigrade.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class ObjectKeyTest {

    private static final Pattern GRAMMAR =
            Pattern.compile("(?!.*(^|/)\\.{1,2}(/|$))[A-Za-z0-9._+=@-]+(/[A-Za-z0-9._+=@-]+)*");

    @Property
    void isWhatTheGrammarSays(
            @ForAll @StringLength(max = 8) @Chars({'a', 'Z', '7', '.', '_', '+', '=', '@', '-', '/', '%', ' ', 'é'})
                    String text) {
        boolean valid = GRAMMAR.matcher(text).matches();
        assertThat(isKey(text)).isEqualTo(valid);
    }

    private static boolean isKey(String text) {
        try {
            return new ObjectKey(text).value().equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Test
    void hasAtMost1024Bytes() {
        assertThatCode(() -> new ObjectKey("k".repeat(1024))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("k".repeat(1025)));
    }
}
