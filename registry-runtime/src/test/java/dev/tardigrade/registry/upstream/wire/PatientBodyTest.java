package dev.tardigrade.registry.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

final class PatientBodyTest {

    private final PatientBody body = new PatientBody(Patience.DEFAULT);
    private final List<String> asked = new ArrayList<>();
    private final Flow.Subscription source = new Flow.Subscription() {
        @Override
        public void request(long pieces) {
            asked.add("request " + pieces);
        }

        @Override
        public void cancel() {
            asked.add("cancel");
        }
    };

    @Test
    void whatIsClosedBeforeItBeginsIsAskedForNothing() {
        body.close();
        body.onSubscribe(source);
        assertThat(asked).containsExactly("cancel");
    }

    @Test
    void whatIsClosedAmidIsGivenUp() {
        body.onSubscribe(source);
        body.close();
        assertThat(asked).containsExactly("request 1", "cancel");
    }
}
