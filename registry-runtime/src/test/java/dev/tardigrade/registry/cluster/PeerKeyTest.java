package dev.tardigrade.registry.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.ReplicaAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerKeyTest {

    private static final PeerCall CALL = call("a", "POST", "/v1/x?y", "1", "2");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final PeerKey key = key("secret");

    private PeerKey key(String secret) {
        return new PeerKey(Bytes.of(secret.getBytes(UTF_8)), now::get);
    }

    private static PeerCall call(String host, String verb, String target, String... content) {
        return new PeerCall(new ReplicaAddress(host, 1), verb, target, List.of(content));
    }

    @Test
    void aReplicaWithTheSameSecretIsBelieved() {
        PeerStamp stamp = PeerStamp.parse(key("secret").stamp(CALL).toString()).orElseThrow();
        assertThat(key.isGenuine(CALL, stamp)).isTrue();
    }

    @Test
    void oneWithAnotherSecretIsNot() {
        assertThat(key.isGenuine(CALL, key("Secret").stamp(CALL))).isFalse();
    }

    static Stream<PeerCall> otherCalls() {
        return Stream.of(
                call("b", "POST", "/v1/x?y", "1", "2"),
                call("a", "PUT", "/v1/x?y", "1", "2"),
                call("a", "POST", "/v1/x?z", "1", "2"),
                call("a", "POST", "/v1/x?y", "12"),
                call("a", "POST", "/v1/x?y", "1", "3"),
                call("a", "POST", "/v1/x?y", "1", "2", ""));
    }

    @ParameterizedTest
    @MethodSource("otherCalls")
    void aStampIsGoodForNoOtherCall(PeerCall other) {
        assertThat(key.isGenuine(other, key.stamp(CALL))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-61, 61})
    void aStampIsGoodForAMinute(long seconds) {
        PeerStamp stamp = key.stamp(CALL);
        now.updateAndGet(time -> time.plusSeconds(seconds));
        assertThat(key.isGenuine(CALL, stamp)).isFalse();
        now.updateAndGet(time -> time.minus(Duration.ofSeconds(Long.signum(seconds))));
        assertThat(key.isGenuine(CALL, stamp)).isTrue();
    }

    @Test
    void itsTimeCannotBeChanged() {
        PeerStamp stamp = key.stamp(CALL);
        PeerStamp later = new PeerStamp(stamp.time().plusMillis(1), stamp.nonce(), stamp.mac());
        assertThat(key.isGenuine(CALL, later)).isFalse();
    }

    @Test
    void whatMustNotBeRepeatedIsBelievedOnce() {
        PeerStamp stamp = key.stamp(CALL);
        assertThat(key.isGenuineOnce(CALL, stamp)).isTrue();
        assertThat(key.isGenuineOnce(CALL, stamp)).isFalse();
        assertThat(key.isGenuineOnce(CALL, key.stamp(CALL))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1..", "1.2.3", "1.00000000-0000-0000-0000-000000000000.", "-1.a.b"})
    void whatIsNoStampIsNotRead(String text) {
        assertThat(PeerStamp.parse(text)).isEmpty();
    }
}
