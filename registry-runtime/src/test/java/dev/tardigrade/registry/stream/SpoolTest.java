package dev.tardigrade.registry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

    @TempDir
    private Path folder;

    @Test
    void filesTakeRoomUntilTheyAreClosed() {
        var spool = new Spool(folder, 100);
        var one = SpoolFile.open(spool);
        one.append(ByteBuffer.allocate(50));
        assertThat(spool.isShort()).isFalse();
        one.append(ByteBuffer.allocate(10));
        assertThat(spool.isShort()).isTrue();

        var two = SpoolFile.open(spool);
        assertThatThrownBy(() -> two.append(ByteBuffer.allocate(41)))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Overloaded.class,
                                        full -> assertThat(full.message()).contains(folder.toString())));
        two.append(ByteBuffer.allocate(40));

        one.close();
        one.close();
        assertThat(spool.hasRoom(60)).isTrue();
        assertThat(spool.hasRoom(61)).isFalse();
        two.close();
        assertThat(spool.hasRoom(100)).isTrue();
    }

    @Test
    void whatCannotBeParkedStaysInMemory() throws Exception {
        var pool = new SegmentPool(1);
        try (var part = new PartBuffers(pool, new Spool(folder, 1)).open()) {
            part.fill(new ByteArrayInputStream(new byte[1000]));
            part.park();
            assertThat(pool.inUse()).isEqualTo(1);
        }
    }
}
