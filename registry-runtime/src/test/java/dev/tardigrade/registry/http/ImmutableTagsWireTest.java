package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.policy.TagPattern;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that stay where they were pushed first. */
final class ImmutableTagsWireTest {

    private static final ManifestRules RULES = new ManifestRules(
            false,
            false,
            true,
            new ImmutableTags(List.of(new ImmutableTags.Rule(
                    List.of(new TagPattern("v*")),
                    List.of(new TagPattern("*-rc*")),
                    List.of(new RepositoryPattern("team/**"))))),
            Retention.NONE);
    private static final String TAG = "/v2/team/app/manifests/v1";

    private RunningRegistry registry;
    private Client client;
    private Digest first;

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.with(Gate.open(), new ApiRules(true, true), RULES);
        client = registry.client();
        first = client.pushImage("team/app", "v1", "one".getBytes(UTF_8));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static void assertDenied(Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("DENIED").contains("v1 is immutable");
    }

    private String other(String repository) {
        return manifest(client, repository, "two");
    }

    private static String manifest(Client client, String repository, String layer) {
        byte[] bytes = layer.getBytes(UTF_8);
        return Client.image(
                client.push(repository, "{}".getBytes(UTF_8)), 2, client.push(repository, bytes), bytes.length);
    }

    @Test
    void isNotMovedAndNothingOfTheManifestIsStored() {
        String other = other("team/app");
        assertDenied(client.putManifest("team/app", "v1", other));
        assertThat(client.send("HEAD", TAG).header("Docker-Content-Digest")).isEqualTo(first.toString());
        Digest refused = Digest.of(Digest.Algorithm.SHA256, other.getBytes(UTF_8));
        assertThat(client.send("HEAD", "/v2/team/app/manifests/" + refused).status())
                .isEqualTo(404);
    }

    @Test
    void oneOfSeveralTagsKeepsTheOthersFromBeingMoved() {
        String other = other("team/app");
        Digest digest = Digest.of(Digest.Algorithm.SHA256, other.getBytes(UTF_8));
        assertDenied(client.putManifest("team/app", digest + "?tag=latest&tag=v1", other));
        assertThat(client.send("HEAD", "/v2/team/app/manifests/latest").status())
                .isEqualTo(404);
    }

    @Test
    void thePushThatMadeItMayBeRepeated() {
        assertThat(client.pushImage("team/app", "v1", "one".getBytes(UTF_8))).isEqualTo(first);
    }

    @Test
    void isNotDeletedAndNeitherIsWhatItPointsTo() {
        assertDenied(client.send("DELETE", TAG));
        assertDenied(client.send("DELETE", "/v2/team/app/manifests/" + first));
        assertThat(client.send("GET", TAG).status()).isEqualTo(200);
        assertThat(client.send("DELETE", "/v2/team/app/manifests/v2").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team/app:latest", "team/app:v1-rc1", "other/app:v1"})
    void othersAreMovedAndDeletedAsEver(String name) {
        String repository = name.substring(0, name.indexOf(':'));
        String tag = name.substring(name.indexOf(':') + 1);
        client.pushImage(repository, tag, "one".getBytes(UTF_8));
        assertThat(client.putManifest(repository, tag, other(repository)).status())
                .isEqualTo(201);
        assertThat(client.send("DELETE", "/v2/" + repository + "/manifests/" + tag)
                        .status())
                .isEqualTo(202);
    }

    /** As a store does in which of two racing creates both are told that they were first. */
    @Test
    void whoseTagIsGoneOnceItIsWrittenIsNotFirst() throws IOException {
        try (TestStore store = StoreKind.MEMORY.open();
                RunningRegistry raced = RunningRegistry.with(
                        lying(store.objects()), TestOptions.usual().taking(RULES))) {
            raced.client().pushImage("team/app", "latest", "one".getBytes(UTF_8));
            assertDenied(raced.client().putManifest("team/app", "v1", manifest(raced.client(), "team/app", "two")));
            assertThat(raced.client().send("GET", TAG).text())
                    .isEqualTo(raced.client()
                            .send("GET", "/v2/team/app/manifests/latest")
                            .text());
        }
    }

    /** In it somebody else has made the tag v1 what latest is, whenever it is created. */
    private static ObjectStore lying(ObjectStore store) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    try {
                        return method.getName().equals("put")
                                        && arguments[0] instanceof ObjectKey key
                                        && key.value().endsWith("/_tags/v1")
                                ? store.put(key, Content.of(latest(store, key)), Optional.empty(), PutMode.CREATE)
                                : method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static byte[] latest(ObjectStore store, ObjectKey other) throws IOException {
        ObjectKey latest = new ObjectKey(other.value().replace("/_tags/v1", "/_tags/latest"));
        try (ObjectContent record = store.get(latest).orElseThrow()) {
            return record.stream().readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void ofManyWhoPushAtOnceOneIsFirst(StoreKind kind) throws Exception {
        try (RunningRegistry raced = RunningRegistry.with(kind, Gate.open(), new ApiRules(true, true), RULES);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> manifests = IntStream.range(0, 8)
                    .mapToObj(i -> manifest(raced.client(), "team/app", "layer " + i))
                    .toList();
            List<Future<Integer>> pushes = manifests.stream()
                    .map(manifest -> threads.submit(() -> raced.client()
                            .putManifest("team/app", "v1", manifest)
                            .status()))
                    .toList();
            int winner = -1;
            for (int i = 0; i < pushes.size(); i++) {
                int status = pushes.get(i).get();
                assertThat(status).isIn(201, 409);
                if (status == 201) {
                    assertThat(winner).isEqualTo(-1);
                    winner = i;
                }
            }
            assertThat(raced.client().send("GET", TAG).text()).isEqualTo(manifests.get(winner));
        }
    }
}
