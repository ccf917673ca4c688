package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients are told while the store fails: to come again, and never anything that is not so. */
final class StoreFailureWireTest {

    private static final String INSIDE = "s3.example.com answered AccessDenied for key AKIA";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    static Stream<Failure> passing() {
        return Stream.of(
                new Failure.StorageUnavailable(INSIDE, Duration.ofSeconds(3)),
                new Failure.StorageDenied(INSIDE),
                new Failure.StorageFull(INSIDE),
                new Failure.BucketMissing(INSIDE));
    }

    private static ObjectStore failing(Failure failure) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (_, method, _) -> switch (method.getName()) {
                    case "close" -> null;
                    case "etagsAreContentHashes" -> false;
                    default -> throw new RegistryException(failure);
                });
    }

    private static List<Answer> answers(Client client) {
        return List.of(
                client.send("GET", "/v2/app/manifests/v1"),
                client.send("HEAD", "/v2/app/blobs/" + DIGEST),
                client.send("GET", "/v2/app/blobs/" + DIGEST),
                client.send("GET", "/v2/app/tags/list"),
                client.send("GET", "/v2/_catalog"),
                client.send("GET", "/v2/app/referrers/" + DIGEST),
                client.send("DELETE", "/v2/app/blobs/" + DIGEST),
                client.send(
                        "PUT",
                        client.begin("app") + "?digest=" + "sha256:"
                                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void everyRequestIsToldToComeAgain(Failure failure) throws IOException {
        try (RunningRegistry registry = RunningRegistry.start(failing(failure))) {
            assertThat(answers(registry.client())).allSatisfy(StoreFailureWireTest::assertComeAgain);
        }
    }

    private static void assertComeAgain(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.text()).doesNotContain("example.com", "AKIA");
    }

    @Test
    void aRequestThatMayNotWaitForTheStorageIsToldToComeAgainAndAsksNothingOfIt() throws IOException {
        TestOptions options =
                TestOptions.usual().within(TestOptions.LISTEN.limits().withStorage(Duration.ZERO));
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket("images");
                Storage storage = TestStorage.open(s3.access(), "images");
                RunningRegistry registry = RunningRegistry.with(storage.objects(), options)) {
            assertThat(answers(registry.client())).allSatisfy(StoreFailureWireTest::assertComeAgain);
            // What may be collected as garbage is read at the start, and for no request.
            assertThat(s3.calls().total()).isLessThanOrEqualTo(1);
        }
    }
}
