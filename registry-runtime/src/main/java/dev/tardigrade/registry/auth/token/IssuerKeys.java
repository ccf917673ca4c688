package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JWSHeader;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes, fetched when the first token comes. They are fetched again a quarter of an hour later, or at once where a
 * token names one that is not among them, but no sooner than half a minute after the last try. While the issuer cannot be reached they stay in
 * force for a day.
 */
final class IssuerKeys implements KeyRing {

    /** After which keys are fetched again; a key that the issuer withdrew is believed no longer than that. */
    static final Duration FRESH = Duration.ofMinutes(15);
    /** How long keys stay in force that cannot be fetched again. */
    static final Duration KEPT = Duration.ofHours(24);
    /** Between two tries, whoever asks for them: a token that somebody made up must not make us ask the issuer. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final String issuer;
    private final KeyDocument document;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Known known = new Known(List.of(), Instant.MIN, Instant.MIN);

    IssuerKeys(String issuer, KeyDocument document, InstantSource clock) {
        this.issuer = issuer;
        this.document = document;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param fetched when, the last time that it could be
     * @param tried when it was last tried
     */
    private record Known(List<TrustedKey> keys, Instant fetched, Instant tried) {

        boolean isWithin(Duration age, Instant now) {
            return fetched.isAfter(now.minus(age));
        }

        Known failed(Instant now) {
            return new Known(keys, fetched, now);
        }
    }

    @Override
    public List<TrustedKey> candidates(JWSHeader header) {
        Known before = known;
        List<TrustedKey> named = named(before, header);
        if (named.isEmpty()) {
            fetching.lock();
            try {
                return ofNow(before, header);
            } finally {
                fetching.unlock();
            }
        }
        refresh(before);
        return named;
    }

    /** Those of whoever fetched them while this one waited, or else fetched now. */
    private List<TrustedKey> ofNow(Known before, JWSHeader header) {
        if (known.tried().equals(before.tried())) {
            fetch();
        }
        if (!known.isWithin(KEPT, clock.instant())) {
            throw new RegistryException(new Failure.IssuerUnavailable(
                    "the keys of the issuer " + issuer + " cannot be fetched at the moment", PAUSE));
        }
        return named(known, header);
    }

    /** By one at a time: the others go on with what is known. */
    private void refresh(Known before) {
        if (!before.isWithin(FRESH, clock.instant()) && fetching.tryLock()) {
            try {
                fetch();
            } finally {
                fetching.unlock();
            }
        }
    }

    private List<TrustedKey> named(Known from, JWSHeader header) {
        return from.isWithin(KEPT, clock.instant()) ? KeyRing.named(from.keys(), header) : List.of();
    }

    private void fetch() {
        Instant now = clock.instant();
        if (known.tried().isAfter(now.minus(PAUSE))) {
            return;
        }
        try {
            known = new Known(JwkSet.usable(document.read()), now, now);
        } catch (IOException e) {
            known = known.failed(now);
            LOG.warn("the keys of the issuer {} cannot be fetched: {}", issuer, e.getMessage());
        }
    }
}
