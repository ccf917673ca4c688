package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads {@link SessionToken}s. A token names its upload and the replica that has it, and is signed together with the repository and
 * the principal, so that it is good for these alone. Its first byte is a version.
 */
final class SessionTokens {

    private static final byte VERSION = 2;
    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret the same for all replicas */
    SessionTokens(Bytes secret) {
        this.key = new SecretKeySpec(secret.toArray(), ALGORITHM);
    }

    /** @param owner where the replica that has the upload answers the others; empty where it is the only one */
    SessionToken issue(
            UploadId upload, Optional<ReplicaAddress> owner, RepositoryName repository, Principal principal) {
        byte[] address = owner.map(ReplicaAddress::toString).orElse("").getBytes(US_ASCII);
        byte[] named = ByteBuffer.allocate(1 + ID_BYTES + address.length)
                .put(VERSION)
                .putLong(upload.value().getMostSignificantBits())
                .putLong(upload.value().getLeastSignificantBits())
                .put(address)
                .array();
        byte[] all = Arrays.copyOf(named, named.length + MAC_BYTES);
        System.arraycopy(sign(named, repository, principal), 0, all, named.length, MAC_BYTES);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    }

    /** The upload that a token names; empty where it was not issued for this repository and principal. */
    Optional<UploadRef> verify(UploadAddress address) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(address.token().value());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (all.length < 1 + ID_BYTES + MAC_BYTES || all[0] != VERSION) {
            return Optional.empty();
        }
        byte[] named = Arrays.copyOf(all, all.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(all, named.length, all.length);
        if (!MessageDigest.isEqual(mac, sign(named, address.repository(), address.principal()))) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(named, 1, ID_BYTES);
        UploadId upload = new UploadId(new UUID(id.getLong(), id.getLong()));
        String owner = new String(named, 1 + ID_BYTES, named.length - 1 - ID_BYTES, US_ASCII);
        Optional<ReplicaAddress> replica =
                owner.isEmpty() ? Optional.empty() : Optional.of(ReplicaAddress.parse(owner, OptionalInt.empty()));
        return Optional.of(new UploadRef(upload, address.repository(), replica, address.token()));
    }

    private byte[] sign(byte[] named, RepositoryName repository, Principal principal) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, named.length));
            mac.update(named);
            // No name of a repository holds a NUL.
            mac.update(repository.value().getBytes(UTF_8));
            switch (principal) {
                case Principal.Anonymous _ -> mac.update((byte) 0);
                case Principal.User(String name) -> named(mac, (byte) 1, name);
                case Principal.Robot(String name) -> named(mac, (byte) 2, name);
                // Neither of both holds a NUL.
                case Principal.External(String source, String name) -> named(mac, (byte) 3, source + "\0" + name);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static void named(Mac mac, byte kind, String name) {
        mac.update((byte) 0);
        mac.update(kind);
        mac.update(name.getBytes(UTF_8));
    }
}
