package dev.tardigrade.registry.auth.login;

import dev.tardigrade.registry.auth.Authenticator.Login;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How logins ended, by where those are known who log in. A client that sends its password with each request logs in with each. */
public final class LoginCounts {

    private final Map<LoginSource, Map<Outcome, LongAdder>> counts = new HashMap<>();

    /** How a login ended. */
    public enum Outcome {
        /** It is known who it is. */
        ACCEPTED,
        /** What was shown is wrong. */
        REFUSED,
        /** It cannot be judged now. */
        UNAVAILABLE
    }

    /** @param sources there are, beside {@link LoginSource#PASSWORD} */
    public LoginCounts(Collection<LoginSource> sources) {
        sources.forEach(source -> counts.put(source, zeros()));
        counts.put(LoginSource.PASSWORD, zeros());
    }

    private static Map<Outcome, LongAdder> zeros() {
        Map<Outcome, LongAdder> zeros = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            zeros.put(outcome, new LongAdder());
        }
        return zeros;
    }

    /** Those that are counted. */
    public Set<LoginSource> sources() {
        return Set.copyOf(counts.keySet());
    }

    /** So far. */
    public long of(LoginSource source, Outcome outcome) {
        return adder(source, outcome).sum();
    }

    /** Logs in, and counts how that ends. */
    public Login count(LoginSource source, Supplier<Login> login) {
        try {
            Login result = login.get();
            adder(source, Outcome.ACCEPTED).increment();
            return result;
        } catch (RegistryException e) {
            boolean refused = e.failure() instanceof Failure.Unauthenticated;
            adder(source, refused ? Outcome.REFUSED : Outcome.UNAVAILABLE).increment();
            throw e;
        }
    }

    private LongAdder adder(LoginSource source, Outcome outcome) {
        return Objects.requireNonNull(counts.getOrDefault(source, Map.of()).get(outcome), source.name());
    }
}
