package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 40})
    void leadingZerosSurviveBase58(int zeros) {
        Bytes payload = Forge.bytes(zeros, 0).concat(Bytes.utf8("x"));
        Base58Check.Decoded content = new Base58Check.Decoded(0, payload);
        assertThat(Base58Check.encode(content)).startsWith("1".repeat(zeros + 1));
        assertThat(Base58Check.decode(Base58Check.encode(content))).isEqualTo(content);
    }

    @Test
    void oneZeroMoreInFrontIsFoundByTheChecksum() {
        String text = Vectors.parent(PathCipher.NULL).serialize().reveal();
        assertThatThrownBy(() -> Base58Check.decode("1" + text))
                .hasMessage(new GrantProblem.ChecksumMismatch().message());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 19, 20, 21})
    void zerosInsideAreNotLost(int size) {
        Base58Check.Decoded content = new Base58Check.Decoded(1, Forge.bytes(size, 0));
        assertThat(Base58Check.decode(Base58Check.encode(content))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void numbersAreReadAsTheyWereWritten(long value) throws Protobuf.Malformed {
        Bytes message = new Protobuf.Writer().varint(1, value).toBytes();
        if (value == 0) {
            assertThat(message.isEmpty()).isTrue();
        } else {
            assertThat(Protobuf.fields(message).getFirst().varint()).isEqualTo(value);
        }
    }

    @Test
    void overlongAndTooLargeNumbersAreRefused() {
        assertThatThrownBy(() -> Protobuf.varint(ByteBuffer.wrap(new byte[] {(byte) 0x80, 0})))
                .isInstanceOf(Protobuf.Malformed.class);
        byte[] seventyBits = Forge.bytes(10, 0xff).toArray();
        seventyBits[9] = 2;
        assertThatThrownBy(() -> Protobuf.varint(ByteBuffer.wrap(seventyBits))).isInstanceOf(Protobuf.Malformed.class);
    }

    @Test
    void fieldsOfFixedWidthAreStepPassedAndGroupsRefused() throws Protobuf.Malformed {
        Bytes fixed = Bytes.of(new byte[] {0x0d, 1, 2, 3, 4, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x18, 9});
        assertThat(Protobuf.fields(fixed).getLast().varint()).isEqualTo(9);
        assertThatThrownBy(() -> Protobuf.fields(Bytes.of(new byte[] {0x0b}))).isInstanceOf(Protobuf.Malformed.class);
    }

    @Test
    void aFieldOfAnotherKindThanAskedForIsRefused() throws Protobuf.Malformed {
        Protobuf.Field number = Protobuf.fields(Forge.flag(1)).getFirst();
        assertThatThrownBy(number::bytes).isInstanceOf(Protobuf.Malformed.class);
        Protobuf.Field bytes = Protobuf.fields(
                        new Protobuf.Writer().message(1, Bytes.EMPTY).toBytes())
                .getFirst();
        assertThatThrownBy(bytes::varint).isInstanceOf(Protobuf.Malformed.class);
    }

    @Test
    void aLengthBeyondTheEndReservesNoMemory() {
        Bytes huge = Bytes.of(new byte[] {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07});
        assertThatThrownBy(() -> Protobuf.fields(huge)).isInstanceOf(Protobuf.Malformed.class);
    }
}
