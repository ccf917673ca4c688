package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.report.Transitions.Transition;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes transitions as events and into the log. An event that cannot be written is lost and stops nothing. */
final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

    /** As the API server wants it: always six digits behind the point. */
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final int LONGEST_NOTE = 1024;

    private final KubernetesClient client;
    private final InstantSource clock;

    EventRecorder(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    void record(Registry registry, List<Transition> transitions) {
        transitions.forEach(transition -> write(
                transition,
                new EventBuilder(event(registry, transition, clock.instant()))
                        .editMetadata()
                        .withGenerateName(registry.getMetadata().getName() + "-")
                        .endMetadata()
                        .build()));
    }

    /** The same for what comes once in the life of a Registry, however often it is told. */
    void recordOnce(Registry registry, Transition transition) {
        var name = String.join(
                "-",
                registry.getMetadata().getName(),
                transition.reason().toLowerCase(Locale.ROOT),
                registry.getMetadata().getUid());
        write(
                transition,
                new EventBuilder(event(registry, transition, clock.instant()))
                        .editMetadata()
                        .withName(name)
                        .endMetadata()
                        .build());
    }

    private void write(Transition transition, Event event) {
        log(transition);
        try {
            client.events().v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("an event is lost: {}", e.getMessage());
            }
        }
    }

    private static void log(Transition transition) {
        if (transition.warning()) {
            LOG.warn("{}: {}", transition.reason(), transition.message());
        } else {
            LOG.info("{}: {}", transition.reason(), transition.message());
        }
    }

    private static Event event(Registry registry, Transition transition, Instant now) {
        var metadata = registry.getMetadata();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROSECONDS.format(now)))
                .withType(transition.warning() ? "Warning" : "Normal")
                .withReason(transition.reason())
                .withAction("Reconcile")
                .withNote(transition
                        .message()
                        .substring(
                                0, Math.min(LONGEST_NOTE, transition.message().length())))
                .withReportingController(Names.FIELD_MANAGER)
                .withReportingInstance(Names.FIELD_MANAGER)
                .withNewRegarding()
                .withApiVersion(registry.getApiVersion())
                .withKind(registry.getKind())
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .endRegarding()
                .build();
    }
}
