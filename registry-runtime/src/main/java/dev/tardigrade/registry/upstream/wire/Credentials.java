package dev.tardigrade.registry.upstream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an upstream is shown for a repository: the login, or a token that its token server gives for it. */
final class Credentials {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_TOKENS = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration OPERATOR_ACTS = Duration.ofSeconds(30);

    private final Remote upstream;
    private final Transport transport;

    /** One that has run out is refused by the upstream, and then got anew. */
    private final Cache<RepositoryName, Secret> tokens =
            Caffeine.newBuilder().maximumSize(MOST_TOKENS).build();

    private volatile boolean basic;

    Credentials(Remote upstream, Transport transport) {
        this.upstream = upstream;
        this.transport = transport;
    }

    /** The value of {@code Authorization} that worked last. */
    Optional<String> known(RepositoryName repository) {
        return Optional.ofNullable(tokens.getIfPresent(repository))
                .map(token -> "Bearer " + token.reveal())
                .or(() -> upstream.login().filter(_ -> basic).map(Login::basic));
    }

    /**
     * The value of {@code Authorization} that a challenge asks for; empty where this registry has none.
     *
     * @throws RegistryException with {@link Failure.UpstreamUnavailable} or {@link Failure.Overloaded} where no token is to be had
     */
    Optional<String> obtain(RepositoryName repository, Challenge challenge) {
        return switch (challenge) {
            case Challenge.Basic _ -> {
                basic = upstream.login().isPresent();
                yield upstream.login().map(Login::basic);
            }
            case Challenge.Bearer bearer -> {
                Secret token = token(repository, bearer);
                tokens.put(repository, token);
                yield Optional.of("Bearer " + token.reveal());
            }
        };
    }

    private Secret token(RepositoryName repository, Challenge.Bearer challenge) {
        HttpResponse<InputStream> answer = transport.ask(new Transport.Question(
                "GET",
                address(repository, challenge),
                List.of("application/json"),
                upstream.login().map(Login::basic)));
        if (answer.statusCode() != 200) {
            Transport.close(answer);
            throw switch (answer.statusCode()) {
                case 400, 401, 403 ->
                    new RegistryException(new Failure.UpstreamUnavailable(
                            "the token server of the upstream " + upstream.name() + " refuses the credentials",
                            OPERATOR_ACTS));
                default -> transport.failed(answer);
            };
        }
        try {
            JsonNode fields =
                    JSON.readTree(transport.document(answer, MOST_BYTES).toArray());
            String token =
                    fields.path("token").asText(fields.path("access_token").asText(""));
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw transport.unavailable("gives no token");
            }
            return new Secret(token);
        } catch (JsonProcessingException _) {
            throw transport.unavailable("gives a token that cannot be read");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static URI address(RepositoryName repository, Challenge.Bearer challenge) {
        String realm = challenge.realm().toString();
        StringBuilder address = new StringBuilder(realm)
                .append(challenge.realm().getRawQuery() == null ? '?' : '&')
                .append("scope=")
                .append(encoded("repository:" + repository + ":pull"));
        challenge.service().ifPresent(service -> address.append("&service=").append(encoded(service)));
        return URI.create(address.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
