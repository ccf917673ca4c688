package dev.tardigrade.registry.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads {@link SessionToken}s. A token names its upload and is signed together with the repository and the principal, so that it is
 * good for these alone. It carries a version, so that it can say more one day.
 */
final class SessionTokens {

    private static final byte VERSION = 1;
    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret the same for all replicas */
    SessionTokens(Bytes secret) {
        this.key = new SecretKeySpec(secret.toArray(), ALGORITHM);
    }

    SessionToken issue(UploadId upload, RepositoryName repository, Principal principal) {
        byte[] named = ByteBuffer.allocate(1 + ID_BYTES)
                .put(VERSION)
                .putLong(upload.value().getMostSignificantBits())
                .putLong(upload.value().getLeastSignificantBits())
                .array();
        byte[] all = Arrays.copyOf(named, named.length + MAC_BYTES);
        System.arraycopy(sign(named, repository, principal), 0, all, named.length, MAC_BYTES);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    }

    /** The upload that a token names; empty where it was not issued for this repository and principal. */
    Optional<UploadId> verify(SessionToken token, RepositoryName repository, Principal principal) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(token.value());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (all.length != 1 + ID_BYTES + MAC_BYTES || all[0] != VERSION) {
            return Optional.empty();
        }
        byte[] named = Arrays.copyOf(all, 1 + ID_BYTES);
        byte[] mac = Arrays.copyOfRange(all, named.length, all.length);
        if (!MessageDigest.isEqual(mac, sign(named, repository, principal))) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(named, 1, ID_BYTES);
        return Optional.of(new UploadId(new UUID(id.getLong(), id.getLong())));
    }

    private byte[] sign(byte[] named, RepositoryName repository, Principal principal) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(named);
            // No name of a repository holds a NUL.
            mac.update(repository.value().getBytes(UTF_8));
            switch (principal) {
                case Principal.Anonymous _ -> mac.update((byte) 0);
                case Principal.User(String name) -> {
                    mac.update((byte) 0);
                    mac.update((byte) 1);
                    mac.update(name.getBytes(UTF_8));
                }
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
