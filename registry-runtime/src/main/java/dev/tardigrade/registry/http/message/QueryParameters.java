package dev.tardigrade.registry.http.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The query of a request, decoded. A parameter may come several times. */
public final class QueryParameters {

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_PARAMETERS = 64;

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads what stands behind the question mark.
     *
     * @throws RegistryException with {@link Failure.RequestInvalid} where it is malformed or too long
     */
    public static QueryParameters parse(String query) {
        return parse(query, MAX_LENGTH);
    }

    /** The same of the body of a form, with a bound of its own. */
    public static QueryParameters parse(String query, int maxLength) {
        Map<String, List<String>> values = new TreeMap<>();
        if (query.isEmpty()) {
            return new QueryParameters(values);
        }
        if (query.length() > maxLength) {
            throw invalid("the query is longer than " + maxLength + " characters");
        }
        String[] parameters = query.split("&", -1);
        if (parameters.length > MAX_PARAMETERS) {
            throw invalid("the query has more than " + MAX_PARAMETERS + " parameters");
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!name.isEmpty()) {
                values.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
            }
        }
        return new QueryParameters(values);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(new Failure.RequestInvalid("the query has a malformed escape"), e);
        }
    }

    /**
     * The value of a parameter.
     *
     * @throws RegistryException with {@link Failure.RequestInvalid} where it is given more than once
     */
    public Optional<String> single(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw invalid("the query has more than one " + name);
        }
        return all.stream().findFirst();
    }

    /** All values of a parameter, in order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static RegistryException invalid(String message) {
        return new RegistryException(new Failure.RequestInvalid(message));
    }
}
