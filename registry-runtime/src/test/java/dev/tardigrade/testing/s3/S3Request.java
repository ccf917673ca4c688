package dev.tardigrade.testing.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, without its body.
 *
 * @param rawPath as in the request line
 * @param headers by name in lower case
 * @param arrived before its body was read
 */
record S3Request(
        String method,
        String rawPath,
        SortedMap<String, String> query,
        SortedMap<String, String> headers,
        Instant arrived) {

    static S3Request of(HttpExchange exchange) {
        var headers = new TreeMap<String, String>();
        for (Map.Entry<String, List<String>> entry :
                exchange.getRequestHeaders().entrySet()) {
            headers.put(
                    entry.getKey().toLowerCase(Locale.ROOT),
                    entry.getValue().stream().map(String::strip).collect(Collectors.joining(",")));
        }
        return new S3Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                parse(exchange.getRequestURI().getRawQuery()),
                Collections.unmodifiableSortedMap(headers),
                Instant.now());
    }

    private static SortedMap<String, String> parse(@Nullable String rawQuery) {
        var query = new TreeMap<String, String>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableSortedMap(query);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    String bucket() {
        String path = decode(rawPath).substring(1);
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    String key() {
        String path = decode(rawPath).substring(1);
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    String required(String parameter) {
        return parameter(parameter).orElseThrow(() -> new S3Error(400, "InvalidArgument", parameter + " is missing"));
    }

    int number(String parameter, int otherwise) {
        try {
            return Integer.parseInt(Objects.requireNonNullElse(query.get(parameter), Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw new S3Error(400, "InvalidArgument", parameter + " is no number");
        }
    }

    S3Call call() {
        boolean copies = headers.containsKey("x-amz-copy-source");
        var operation = S3Operation.of(method, !bucket().isEmpty(), !key().isEmpty(), query, copies);
        return new S3Call(operation, bucket(), key());
    }
}
