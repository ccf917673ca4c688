package dev.tardigrade.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.Identity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Users with bcrypt passwords from a file as Apache's {@code htpasswd -B} writes it.
 *
 * <p>Hashing a password costs a tenth of a second of one core by design, so what was found right is remembered for a minute, what was found wrong
 * for some seconds (a machine with an old password tries it over and over), and only a few passwords are hashed at a time.
 */
public final class Htpasswd implements Authenticator {

    private static final int HASHES_AT_A_TIME = 4;

    /** Each of them keeps a request from others, and waits for those before it. */
    private static final int MOST_WAITING = 16;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration WRONG_REMEMBERED = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Of a longer password bcrypt takes the first 72 bytes, and so do the programs that make such files. */
    private static final BCrypt.Verifyer BCRYPT =
            BCrypt.verifyer(BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y));

    private final Supplier<PasswordFile> file;
    private final Cache<Digest, PasswordFile> right = remembering(REMEMBERED);
    private final Cache<Digest, PasswordFile> wrong = remembering(WRONG_REMEMBERED);
    private final Semaphore hashing = new Semaphore(HASHES_AT_A_TIME, true);
    private final byte[] salt = new byte[32];

    /** @param file asked for at each request, so that it may change */
    public Htpasswd(Supplier<PasswordFile> file) {
        this.file = file;
        new SecureRandom().nextBytes(salt);
    }

    private static Cache<Digest, PasswordFile> remembering(Duration time) {
        return Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(time).build();
    }

    @Override
    public Login authenticate(Credentials credentials) {
        return switch (credentials) {
            case Credentials.None _ -> Login.lasting(Identity.ANONYMOUS);
            case Credentials.Unreadable _, Credentials.Bearer _ -> throw wrong();
            case Credentials.Password(String user, Secret password) -> Login.lasting(verify(user, password));
        };
    }

    @Override
    public Optional<Digest> markOf(Principal.User user) {
        return file.get()
                .hashOf(user.name())
                .map(hash -> Bytes.of(hash.getBytes(UTF_8)).digest(Digest.Algorithm.SHA256));
    }

    private Identity verify(String user, Secret password) {
        PasswordFile current = file.get();
        Digest fingerprint = fingerprint(user, password);
        Boolean matches = remembered(current, fingerprint);
        if (matches == null) {
            matches = hashed(current, user, password, fingerprint);
        }
        (matches ? right : wrong).put(fingerprint, current);
        if (!matches) {
            throw wrong();
        }
        return Identity.user(user);
    }

    /** Null where it is not known any more, or not for this file. */
    private @Nullable Boolean remembered(PasswordFile current, Digest fingerprint) {
        if (current.equals(right.getIfPresent(fingerprint))) {
            return true;
        }
        return current.equals(wrong.getIfPresent(fingerprint)) ? false : null;
    }

    private boolean hashed(PasswordFile users, String user, Secret password, Digest fingerprint) {
        if (!hashing.tryAcquire()) {
            acquire();
        }
        try {
            // Many clients begin at once with the same password; the first has found out while these waited.
            Boolean meanwhile = remembered(users, fingerprint);
            return meanwhile != null ? meanwhile : matches(users, user, password);
        } finally {
            hashing.release();
        }
    }

    private boolean matches(PasswordFile users, String user, Secret password) {
        Optional<String> hash = users.hashOf(user);
        // Where the user is unknown, another one's hash is taken, so that the answer takes as long.
        String compared = hash.orElseGet(() -> users.hashInstead(salted(user).hashCode()));
        boolean equal = BCRYPT.verify(password.reveal().getBytes(UTF_8), compared.getBytes(UTF_8)).verified;
        return equal && hash.isPresent();
    }

    private void acquire() {
        try {
            if (hashing.getQueueLength() < MOST_WAITING
                    && hashing.tryAcquire(RETRY.toMillis() * 5, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RegistryException(new Failure.Overloaded("too many passwords are being checked", RETRY));
    }

    private Digest fingerprint(String user, Secret password) {
        return salted(user + "\0" + password.reveal());
    }

    private Digest salted(String secret) {
        byte[] text = secret.getBytes(UTF_8);
        byte[] salted = Arrays.copyOf(salt, salt.length + text.length);
        System.arraycopy(text, 0, salted, salt.length, text.length);
        return Bytes.of(salted).digest(Digest.Algorithm.SHA256);
    }

    private static RegistryException wrong() {
        return new RegistryException(
                new Failure.Unauthenticated("the user or the password is wrong", Failure.Unauthenticated.Reason.WRONG));
    }
}
