package dev.tardigrade.registry.http.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.Pace;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.UploadId;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedRequestTest {

    private static ForwardedRequest forwarded(String method) {
        UploadId upload = new UploadId(UUID.randomUUID());
        Request request = fake(Request.class, called -> switch (called) {
            case "getMethod" -> method;
            case "getHeaders" -> HttpFields.EMPTY;
            case "getHttpURI" -> HttpURI.from("/v2/app/blobs/uploads/" + upload);
            default -> throw new UnsupportedOperationException(called);
        });
        Response none = fake(Response.class, called -> {
            throw new UnsupportedOperationException(called);
        });
        return new ForwardedRequest(
                new PeerKey(Bytes.of("for tests alone".getBytes(US_ASCII)), Clock.systemUTC()),
                new ReplicaAddress("127.0.0.1", 5001),
                upload,
                new Exchange(request, none, Pace.DEFAULT));
    }

    /** Something that answers calls by their names. */
    private static <T> T fake(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, called, _) -> answers.apply(called.getName())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PATCH"})
    void aReplicaThatHangsIsSoonGivenUpWhereNothingTakesLong(String method) {
        assertThat(forwarded(method).withoutBody().timeout()).contains(Duration.ofSeconds(75));
    }

    @Test
    void theEndOfAnUploadIsWaitedFor() {
        assertThat(forwarded("PUT").withoutBody().timeout()).isEmpty();
    }
}
