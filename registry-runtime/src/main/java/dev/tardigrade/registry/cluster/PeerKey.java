package dev.tardigrade.registry.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.model.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the replicas know each other by: a key made from the secret that all of them have. A stamp is good for one call, for one minute around
 * the time it was made at. The clocks of replicas must not differ by more.
 */
public final class PeerKey {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "tardigrade peers 1".getBytes(UTF_8);

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** Calls that must not be made twice and were made in the last minutes. */
    private final Cache<UUID, Boolean> made = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(WINDOW.multipliedBy(2))
            .build();

    /** @param secret the same for all replicas */
    public PeerKey(Bytes secret, InstantSource clock) {
        this.key = new SecretKeySpec(mac(new SecretKeySpec(secret.toArray(), ALGORITHM), PURPOSE), ALGORITHM);
        this.clock = clock;
    }

    public PeerStamp stamp(PeerCall call) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID nonce = UUID.randomUUID();
        return new PeerStamp(now, nonce, mac(call, now, nonce));
    }

    /** Whether a replica has made this very call within the last minute. */
    public boolean isGenuine(PeerCall call, PeerStamp stamp) {
        Duration age = Duration.between(stamp.time(), clock.instant()).abs();
        String expected = mac(call, stamp.time(), stamp.nonce());
        return MessageDigest.isEqual(expected.getBytes(UTF_8), stamp.mac().getBytes(UTF_8))
                && age.compareTo(WINDOW) <= 0;
    }

    /** As {@link #isGenuine}, and it is the first time that this is asked of the call. */
    public boolean isGenuineOnce(PeerCall call, PeerStamp stamp) {
        return isGenuine(call, stamp) && made.asMap().putIfAbsent(stamp.nonce(), true) == null;
    }

    /** What shows who made this call that a replica answers it, and not somebody who has its address now. */
    public String proof(PeerStamp call) {
        StringBuilder all = new StringBuilder();
        field(all, "answer");
        field(all, call.toString());
        return encoded(all);
    }

    /** Whether a replica has answered this call. */
    public boolean isProof(String proof, PeerStamp call) {
        return MessageDigest.isEqual(proof(call).getBytes(UTF_8), proof.getBytes(UTF_8));
    }

    private String mac(PeerCall call, Instant time, UUID nonce) {
        StringBuilder all = new StringBuilder();
        field(all, call.to().toString());
        field(all, call.verb());
        field(all, call.target());
        field(all, Long.toString(time.toEpochMilli()));
        field(all, nonce.toString());
        call.content().forEach(each -> field(all, each));
        return encoded(all);
    }

    private String encoded(StringBuilder all) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac(key, all.toString().getBytes(UTF_8)));
    }

    /** With its length, so that no two lists of fields look the same. */
    private static void field(StringBuilder all, String value) {
        all.append(value.length()).append(':').append(value);
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.wrap(message));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
