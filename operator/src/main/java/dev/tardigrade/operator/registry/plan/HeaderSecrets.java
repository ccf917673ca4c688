package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a Secret of headers into the lines that servers read. */
final class HeaderSecrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]+");

    /** Of each request, whatever its receiver wants. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "expect",
            "connection",
            "upgrade",
            "trailer",
            "date",
            "location",
            "content-length",
            "content-type",
            "content-range",
            "content-encoding",
            "transfer-encoding");

    /** Servers read no more, and would not start. */
    private static final int MOST_BYTES = 64 << 10;

    private HeaderSecrets() {}

    static SecretValue lines(Secret secret) {
        return SecretValue.of(data(secret).entrySet().stream()
                .map(header -> header.getKey() + ": " + value(header.getValue()) + "\n")
                .collect(Collectors.joining()));
    }

    static Optional<Problem> problem(Secret secret, SecretReference reference) {
        return data(secret).entrySet().stream()
                .filter(header -> !isHeader(header.getKey(), header.getValue()))
                .findFirst()
                .map(header ->
                        "its key " + header.getKey() + " is no name of a header, or its value is not one line of ASCII")
                .or(() -> data(secret).isEmpty() ? Optional.of("it is empty") : Optional.empty())
                .or(() -> lines(secret).reveal().length() > MOST_BYTES
                        ? Optional.of("it has more than 64 KiB")
                        : Optional.empty())
                .map(what -> new Problem(
                        Reason.SECRET_INVALID,
                        "Secret %s, which %s names, does not hold headers: %s; put in names like Authorization and their values"
                                .formatted(reference.name(), reference.field(), what)));
    }

    private static boolean isHeader(String name, String encoded) {
        return NAME.matcher(name).matches()
                && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
                && SecretValue.isText(encoded)
                && VALUE.matcher(value(encoded)).matches();
    }

    private static String value(String encoded) {
        return SecretValue.fromBase64(encoded).reveal().strip();
    }

    private static Map<String, String> data(Secret secret) {
        return secret.getData() == null ? Map.of() : new TreeMap<>(secret.getData());
    }
}
