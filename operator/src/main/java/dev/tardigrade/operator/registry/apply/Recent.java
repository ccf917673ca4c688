package dev.tardigrade.operator.registry.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest versions of objects that this process has seen in answers of the API server. A watch may be behind them for a moment; were a
 * pass to go by the watch then, what it says of a Registry would go back in time, and say the same news twice.
 */
final class Recent {

    /** More than one burst of answers that the watches have not brought yet. */
    private static final int MOST = 4096;

    private final Map<String, HasMetadata> byUid = new LinkedHashMap<>();

    /** What comes and goes with a kind that the cluster may not have is asked of no watch here, and would never be forgotten. */
    synchronized void saw(HasMetadata object) {
        if (object instanceof GenericKubernetesResource) {
            return;
        }
        byUid.remove(object.getMetadata().getUid());
        byUid.put(object.getMetadata().getUid(), object);
        if (byUid.size() > MOST) {
            byUid.remove(byUid.keySet().iterator().next());
        }
    }

    /** The newer of this and what was seen; and what was seen is forgotten where the watch has caught up. */
    synchronized HasMetadata newest(HasMetadata watched) {
        var seen = byUid.get(watched.getMetadata().getUid());
        if (seen == null) {
            return watched;
        }
        if (version(seen) > version(watched)) {
            return seen;
        }
        byUid.remove(watched.getMetadata().getUid());
        return watched;
    }

    private static long version(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
