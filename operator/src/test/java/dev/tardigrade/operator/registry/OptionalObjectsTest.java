package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.StubApiServer;
import dev.tardigrade.operator.StubApiServer.Answer;
import dev.tardigrade.operator.StubApiServer.Call;
import dev.tardigrade.operator.registry.model.OptionalKind;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OptionalObjectsTest {

    private static final String ROUTES = "/apis/gateway.networking.k8s.io/v1";

    private final AtomicInteger lists = new AtomicInteger();

    @Test
    void aKindWhoseListFailsIsNotOneThatTheClusterLacksAndIsTriedAgainBeforeAnyPass() {
        try (var server = new StubApiServer(this::answer)) {
            var optional = new OptionalObjects(server.client(), Set.of(), _ -> true);
            optional.start();
            try {
                assertThat(optional.installed().kinds()).containsExactly(OptionalKind.HTTP_ROUTE);
                assertThat(lists).hasValueGreaterThanOrEqualTo(2);
            } finally {
                optional.stop();
            }
        }
    }

    @Test
    void whatCannotBeFoundOutIsAskedForAgainBeforeAnyPass() {
        var asked = new AtomicInteger();
        try (var server = new StubApiServer(call ->
                call.path().equals(ROUTES) && asked.incrementAndGet() == 1 ? Answer.failure(500) : answer(call))) {
            lists.set(1);
            var optional = new OptionalObjects(server.client(), Set.of(), _ -> true);
            optional.start();
            try {
                assertThat(optional.installed().has(OptionalKind.HTTP_ROUTE)).isTrue();
            } finally {
                optional.stop();
            }
        }
    }

    /** It knows HTTPRoutes, of which the first list fails. */
    private Answer answer(Call call) {
        if (call.path().equals(ROUTES)) {
            return Answer.good("""
                    {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"gateway.networking.k8s.io/v1",
                     "resources":[{"name":"httproutes","kind":"HTTPRoute","namespaced":true,"verbs":["list","watch"]}]}
                    """);
        }
        if (call.path().equals(ROUTES + "/httproutes")) {
            return lists.incrementAndGet() == 1 ? Answer.failure(500) : Answer.good("""
                            {"kind":"HTTPRouteList","apiVersion":"gateway.networking.k8s.io/v1",
                             "metadata":{"resourceVersion":"1"},"items":[]}
                            """);
        }
        return Answer.failure(404);
    }
}
