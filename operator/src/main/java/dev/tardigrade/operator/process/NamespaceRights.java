package dev.tardigrade.operator.process;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the namespaces that are to be watched can be. The rights go with a namespace that is deleted; the framework would wait for a list of it
 * before it looks at any Registry of the others.
 */
final class NamespaceRights {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceRights.class);

    /** How often all are asked for before those are left out that nothing can be found out about: for a minute. */
    private static final int TRIES = 4;

    private final KubernetesClient client;
    private final Set<String> wanted;
    private final Duration pause;

    /**
     * @param pause between looks
     */
    NamespaceRights(KubernetesClient client, Set<String> wanted, Duration pause) {
        this.client = client;
        this.wanted = Set.copyOf(wanted);
        this.pause = pause;
    }

    private enum Right {
        GIVEN,
        REFUSED,
        /** The API server is away, or too busy to say; or Registries are no kind of it; or one of them cannot be read. */
        UNKNOWN
    }

    /** Those that can be watched. Waits until there is one, and for a while until the API server has told of all. */
    Set<String> given() {
        for (int tries = 1; ; tries++) {
            var rights = wanted.stream().collect(Collectors.toMap(Function.identity(), this::right));
            var refused = of(rights, Right.REFUSED);
            if (!refused.isEmpty()) {
                LOG.warn(
                        "namespaces {} are not watched: the operator may not list Registries there, or they do not exist; apply the roles of its installation",
                        refused.stream().sorted().toList());
            }
            var given = of(rights, Right.GIVEN);
            if (!given.isEmpty() && (of(rights, Right.UNKNOWN).isEmpty() || tries >= TRIES)) {
                return given;
            }
            pause();
        }
    }

    /** Runs it once, when namespaces can be watched that were not given, and no more of them have come for a while: roles are applied one by one. */
    void whenMore(Set<String> given, Runnable then) {
        if (given.containsAll(wanted)) {
            return;
        }
        Thread.ofVirtual().name("namespace-rights").start(() -> {
            var before = more(given);
            var now = before;
            do {
                pause();
                before = now;
                now = more(given);
            } while (now.isEmpty() || !now.equals(before));
            LOG.info("namespaces {} can be watched now", now.stream().sorted().toList());
            then.run();
        });
    }

    private Set<String> more(Set<String> given) {
        return wanted.stream()
                .filter(namespace -> !given.contains(namespace) && right(namespace) == Right.GIVEN)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> of(Map<String, Right> rights, Right right) {
        return rights.entrySet().stream()
                .filter(each -> each.getValue() == right)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Right right(String namespace) {
        try {
            var _ = client.resources(Registry.class)
                    .inNamespace(namespace)
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            return Right.GIVEN;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Right.REFUSED;
            }
            LOG.warn(
                    "whether Registries of namespace {} can be watched is not known{}: {}",
                    namespace,
                    e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                            ? ", because the cluster has no such kind (apply the CRDs of its installation)"
                            : "",
                    e.getMessage());
            return Right.UNKNOWN;
        }
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while it waited for rights", e);
        }
    }
}
