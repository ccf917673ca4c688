package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.report.Transitions.Transition;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
        for (var transition : transitions) {
            log(transition);
            try {
                client.events()
                        .v1()
                        .events()
                        .resource(event(registry, transition, clock.instant()))
                        .create();
            } catch (KubernetesClientException e) {
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
                .withGenerateName(metadata.getName() + "-")
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
