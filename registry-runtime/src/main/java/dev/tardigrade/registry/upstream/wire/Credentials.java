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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an upstream is shown for a repository: the login, or a token that its token server gives for it. */
final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_CACHED = 8 << 20;
    private static final int OVERHEAD = 256;
    private static final int LONGEST_TOKEN = 16 << 10;
    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Duration OPERATOR_ACTS = Duration.ofSeconds(30);

    private final Remote upstream;
    private final Transport transport;

    /** One that has run out is refused by the upstream, and then got anew. */
    private final Cache<RepositoryName, Secret> tokens = Caffeine.newBuilder()
            .maximumWeight(MOST_CACHED)
            .weigher((RepositoryName repository, Secret token) ->
                    OVERHEAD + repository.value().length() + token.reveal().length())
            .expireAfterWrite(Duration.ofHours(1))
            .build();

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

    /** Whether a token server gets the login: that is sent to hosts of the upstream's own domain alone, and others are asked as nobody. */
    private boolean isOurs(URI realm) {
        boolean ours = OwnDomain.of(upstream.url()).has(realm);
        if (!ours && upstream.login().isPresent()) {
            LOG.warn(
                    "the upstream {} names a token server of another domain, {}: it is asked without the login",
                    upstream.name(),
                    realm.getHost());
        }
        return ours;
    }

    private Secret token(RepositoryName repository, Challenge.Bearer challenge) {
        HttpResponse<PatientBody> answer = transport.ask(new Transport.Question(
                "GET",
                address(repository, challenge),
                List.of("application/json"),
                upstream.login().filter(_ -> isOurs(challenge.realm())).map(Login::basic)));
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
            if (token.length() > LONGEST_TOKEN || !TOKEN.matcher(token).matches()) {
                throw transport.unavailable("gives no token of at most " + LONGEST_TOKEN + " characters");
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
