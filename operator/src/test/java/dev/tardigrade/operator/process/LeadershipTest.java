package dev.tardigrade.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.StubApiServer;
import dev.tardigrade.operator.StubApiServer.Answer;
import dev.tardigrade.operator.StubApiServer.Call;
import org.junit.jupiter.api.Test;

final class LeadershipTest {

    private final Leadership leadership =
            new Leadership(new Settings.Lease("tardigrade-system", "tardigrade-operator"));
    private final String identity = leadership.configuration().getIdentity().orElseThrow();

    @Test
    void itsOwnLeaseIsGivenBackUnlessItHasChanged() {
        try (var server = new StubApiServer(_ -> Answer.good(lease(identity)))) {
            leadership.giveBack(server.client());

            assertThat(server.calls()).extracting(Call::method).containsExactly("GET", "PATCH");
            assertThat(server.calls().getLast().body())
                    .contains("\"holderIdentity\":\"\"", "\"resourceVersion\":\"7\"", "\"leaseTransitions\":3");
        }
    }

    @Test
    void theLeaseOfAnotherIsLeftAlone() {
        try (var server = new StubApiServer(_ -> Answer.good(lease("another")))) {
            leadership.giveBack(server.client());

            assertThat(server.calls()).extracting(Call::method).containsExactly("GET");
        }
    }

    @Test
    void withoutAnAnswerTheStopGoesOn() {
        try (var server = new StubApiServer(_ -> Answer.NONE)) {
            leadership.giveBack(server.client());

            assertThat(server.calls()).isNotEmpty();
        }
    }

    private static String lease(String holder) {
        return """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",
                 "metadata":{"namespace":"tardigrade-system","name":"tardigrade-operator","resourceVersion":"7"},
                 "spec":{"holderIdentity":"%s","leaseDurationSeconds":15,"leaseTransitions":3,
                  "acquireTime":"2026-11-24T12:00:00.000000Z","renewTime":"2026-11-24T12:00:00.000000Z"}}
                """.formatted(holder);
    }
}
