package dev.tardigrade.operator.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PackingTest {

    @Property
    void whatWasPackedIsUnpackedAsItWas(@ForAll byte[] first, @ForAll byte[] second) {
        var packing = new Packing();
        var one = packing.pack(first);
        var other = packing.pack(second);

        assertThat(packing.unpack(one)).isEqualTo(first);
        assertThat(packing.unpack(other)).isEqualTo(second);
    }

    @Test
    void aTextThatIsLikeTheFirstOneTakesAFewBytes() {
        var packing = new Packing();
        packing.pack(text("team-a"));

        assertThat(packing.pack(text("team-b")).size()).isLessThan(60);
    }

    @Test
    void aLongTextComesBackAlsoWhereItIsTheFirst() {
        var packing = new Packing();
        var text = text("x".repeat(100_000));
        var packed = packing.pack(text);
        packing.pack(text("team-a"));

        assertThat(packing.unpack(packed)).isEqualTo(text);
        assertThat(packing.unpack(packing.pack(text))).isEqualTo(text);
    }

    private static byte[] text(String name) {
        var text = new StringBuilder();
        for (var line = 0; line < 100; line++) {
            text.append("line ").append(line * 7919).append('\n');
        }
        return text.append(name).toString().getBytes(StandardCharsets.UTF_8);
    }
}
