package dev.tardigrade.registry.http.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LentBuffersTest {

    private static final int SIZE = 64 << 10;

    private final LentBuffers pool = new LentBuffers();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBufferThatIsGivenBackTwiceIsNotTakenFromWhoHasItNext(boolean direct) {
        RetainableByteBuffer first = pool.acquire(SIZE, direct);
        first.release();
        RetainableByteBuffer next = pool.acquire(SIZE, direct);
        next.asMutable().append(ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThatIllegalStateException().isThrownBy(first::release);

        RetainableByteBuffer another = pool.acquire(SIZE, direct);
        another.asMutable().append(ByteBuffer.wrap(new byte[] {4, 5, 6}));
        assertThat(next.remaining()).isEqualTo(3);
        assertThat(next.get(0)).isEqualTo((byte) 1);
        assertThat(next.release()).isTrue();
        assertThat(another.release()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBufferIsLentAgainOnceNobodyHasIt(boolean direct) {
        RetainableByteBuffer buffer = pool.acquire(SIZE, direct);
        buffer.asMutable().append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        buffer.retain();
        assertThat(buffer.release()).isFalse();
        assertThat(buffer.remaining()).isEqualTo(3);
        assertThat(buffer.release()).isTrue();

        RetainableByteBuffer again = pool.acquire(SIZE, direct);
        assertThat(again.hasRemaining()).isFalse();
        assertThat(again.capacity()).isEqualTo(SIZE);
        again.release();
    }
}
