package dev.tardigrade.operator.registry.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.StubApiServer;
import dev.tardigrade.operator.StubApiServer.Answer;
import dev.tardigrade.operator.StubApiServer.Call;
import dev.tardigrade.operator.StubContext;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ApplierTest {

    private static final Registry REGISTRY = registry();
    private static final HasMetadata KEYS =
            new SecretBuilder().withMetadata(Metadata.owned(REGISTRY, "keys")).build();
    private static final HasMetadata FILES =
            new SecretBuilder().withMetadata(Metadata.owned(REGISTRY, "files")).build();
    private static final HasMetadata SERVERS = new DeploymentBuilder()
            .withMetadata(Metadata.owned(REGISTRY, "servers"))
            .build();
    private static final HasMetadata CONFIG = new ConfigMapBuilder()
            .withMetadata(Metadata.owned(REGISTRY, "config"))
            .build();

    private final AtomicLong nanoseconds = new AtomicLong();

    /** Of writes, by the name of the object. */
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private volatile Duration failuresTake = Duration.ZERO;
    private final StubApiServer server = new StubApiServer(this::answer);
    private final Applier applier = new Applier(nanoseconds::get);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatFailsMayBeAHiccupThreeTimesAndIsToldThen() {
        answers.put("keys", Answer.failure(500));
        for (int pass = 1; pass <= 3; pass++) {
            assertThatThrownBy(() -> apply(KEYS, SERVERS, CONFIG)).isInstanceOf(KubernetesClientException.class);
        }

        var applied = apply(KEYS, SERVERS, CONFIG);

        assertThat(applied.failing()).isTrue();
        assertThat(applied.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("Secret keys");
        assertThat(written()).containsExactly("keys", "config", "keys", "config", "keys", "config", "keys", "config");
    }

    @Test
    void aPassInWhichNothingFailsIsANewBeginning() {
        answers.put("keys", Answer.failure(503));
        for (int pass = 1; pass <= 3; pass++) {
            assertThatThrownBy(() -> apply(KEYS)).isInstanceOf(KubernetesClientException.class);
        }
        applier.wentWell(REGISTRY);

        assertThatThrownBy(() -> apply(KEYS)).isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void whatIsAppliedBesideAFailureIsNoNewBeginning() {
        answers.put("keys", Answer.failure(500));
        for (int pass = 1; pass <= 3; pass++) {
            assertThatThrownBy(() -> apply(KEYS)).isInstanceOf(KubernetesClientException.class);
        }

        assertThat(apply(KEYS).failing()).isTrue();
        assertThat(apply(CONFIG).failing()).isFalse();
        assertThat(apply(KEYS).failing()).isTrue();
    }

    @Test
    void withoutAnAnswerNothingIsToldHoweverOften() {
        answers.put("keys", Answer.NONE);
        for (int pass = 1; pass <= 5; pass++) {
            assertThatThrownBy(() -> apply(KEYS, CONFIG)).isInstanceOf(KubernetesClientException.class);
        }
        assertThat(written()).doesNotContain("config");
    }

    @Test
    void whatIsRefusedIsToldAtOnce() {
        answers.put("keys", Answer.failure(422));

        var applied = apply(KEYS, CONFIG);

        assertThat(applied.failing()).isFalse();
        assertThat(applied.problems()).hasSize(1);
        assertThat(written()).containsExactly("keys", "config");
    }

    @Test
    void aFailureThatTakesLongEndsThePassAndKeepsNoOtherObjectFromTheNext() {
        answers.put("keys", Answer.failure(500));
        answers.put("files", Answer.failure(500));
        failuresTake = Duration.ofSeconds(6);

        assertThatThrownBy(() -> apply(KEYS, FILES, SERVERS, CONFIG)).isInstanceOf(KubernetesClientException.class);
        assertThat(written()).containsExactly("keys");
        assertThatThrownBy(() -> apply(KEYS, FILES, SERVERS, CONFIG)).isInstanceOf(KubernetesClientException.class);
        assertThat(written()).containsExactly("keys", "files");
        assertThatThrownBy(() -> apply(KEYS, FILES, SERVERS, CONFIG)).isInstanceOf(KubernetesClientException.class);
        assertThat(written()).containsExactly("keys", "files", "config", "keys");
        // their webhook answers again
        answers.clear();

        var applied = apply(KEYS, FILES, SERVERS, CONFIG);

        assertThat(applied.failing()).isFalse();
        assertThat(written().subList(4, 8)).containsExactly("config", "files", "keys", "servers");
    }

    private Applied apply(HasMetadata... wanted) {
        return applier.apply(REGISTRY, List.of(wanted), Children.NONE, true, StubContext.of(server.client()));
    }

    private List<String> written() {
        return server.calls().stream()
                .filter(call -> call.method().equals("PATCH"))
                .map(ApplierTest::name)
                .toList();
    }

    /** Nothing is there, and what is written is as it was sent. */
    private Answer answer(Call call) {
        if (call.method().equals("GET")) {
            return Answer.failure(404);
        }
        var answer = answers.getOrDefault(name(call), Answer.good(call.body()));
        if (answer.status() >= 500) {
            nanoseconds.addAndGet(failuresTake.toNanos());
        }
        return answer;
    }

    private static String name(Call call) {
        return call.path().substring(call.path().lastIndexOf('/') + 1);
    }

    private static Registry registry() {
        var registry = new Registry();
        registry.setMetadata(new ObjectMetaBuilder()
                .withName("team-a")
                .withNamespace("shop")
                .withUid("1")
                .build());
        return registry;
    }
}
