package dev.tardigrade.operator.process;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the namespaces that are to be watched can be. The rights go with a namespace that is deleted; the framework would wait for a list of it
 * before it looks at any Registry of the others.
 */
final class NamespaceRights {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceRights.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final Set<String> wanted;

    NamespaceRights(KubernetesClient client, Set<String> wanted) {
        this.client = client;
        this.wanted = Set.copyOf(wanted);
    }

    /** Those that can be watched. Waits until there is one. */
    Set<String> given() {
        while (true) {
            var refused = refused();
            if (!refused.isEmpty()) {
                LOG.warn(
                        "namespaces {} are not watched: the operator may not list Registries there, or they do not exist; apply the roles of its installation",
                        refused.stream().sorted().toList());
            }
            var given = wanted.stream()
                    .filter(namespace -> !refused.contains(namespace))
                    .collect(Collectors.toUnmodifiableSet());
            if (!given.isEmpty()) {
                return given;
            }
            pause();
        }
    }

    /** Runs it once, as soon as a namespace can be watched that was not given. */
    void whenMore(Set<String> given, Runnable then) {
        if (given.containsAll(wanted)) {
            return;
        }
        Thread.ofVirtual().name("namespace-rights").start(() -> {
            while (given.containsAll(wanted.stream().filter(this::isGiven).toList())) {
                pause();
            }
            LOG.info("there is a namespace more that can be watched");
            then.run();
        });
    }

    private Set<String> refused() {
        return wanted.stream().filter(namespace -> !isGiven(namespace)).collect(Collectors.toUnmodifiableSet());
    }

    /** What is no refusal is for the watches, which try again. */
    private boolean isGiven(String namespace) {
        try {
            var _ = client.resources(Registry.class)
                    .inNamespace(namespace)
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            return true;
        } catch (KubernetesClientException e) {
            return e.getCode() != HttpURLConnection.HTTP_FORBIDDEN;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while it waited for rights", e);
        }
    }
}
