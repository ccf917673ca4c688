package dev.tardigrade.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.StubApiServer;
import dev.tardigrade.operator.StubApiServer.Answer;
import dev.tardigrade.operator.StubApiServer.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NamespaceRightsTest {

    /** By namespace. */
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private final StubApiServer server = new StubApiServer(this::answer);
    private final NamespaceRights rights =
            new NamespaceRights(server.client(), Set.of("one", "two"), Duration.ofMillis(1));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whereRegistriesMayBeListedTheyAreWatched() {
        assertThat(rights.given()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatIsRefusedIsLeftOut() {
        answers.put("two", Answer.failure(403));

        assertThat(rights.given()).containsExactly("one");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void whatIsNotKnownIsWaitedForButHoldsUpNoOtherForGood() {
        answers.put("two", Answer.failure(503));

        assertThat(rights.given()).containsExactly("one");
        assertThat(server.calls()).hasSizeGreaterThan(4);
    }

    @Test
    void aRegistryThatCannotBeReadHoldsUpNoOtherNamespace() {
        answers.put("two", Answer.good("{\"items\": 1}"));

        assertThat(rights.given()).containsExactly("one");
    }

    @Test
    void moreIsToldOnceItIsThere() throws InterruptedException {
        answers.put("two", Answer.failure(403));
        var told = new CountDownLatch(1);
        rights.whenMore(rights.given(), told::countDown);
        assertThat(told.await(50, TimeUnit.MILLISECONDS)).isFalse();

        answers.remove("two");
        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private Answer answer(Call call) {
        var namespace = call.path().replaceAll(".*/namespaces/([^/]*)/.*", "$1");
        return answers.getOrDefault(
                namespace,
                Answer.good("{\"apiVersion\":\"tardigrade.dev/v1alpha1\",\"kind\":\"RegistryList\",\"items\":[]}"));
    }
}
