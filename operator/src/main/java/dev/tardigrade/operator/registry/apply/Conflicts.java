package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conflicts that are known, so that a field is not tried again before something has changed. */
final class Conflicts {

    /** One that is forgotten too early is tried once more. */
    private static final int MOST = 1024;

    private final Map<String, Known> byUid = Collections.synchronizedMap(new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    });

    private record Known(Conflict conflict, HasMetadata wanted, List<ManagedFieldsEntry> others) {}

    /** The conflict that this object had with what is wanted, if nobody else has touched it since. */
    Optional<Conflict> about(HasMetadata actual, HasMetadata wanted) {
        var known = byUid.get(actual.getMetadata().getUid());
        if (known == null) {
            return Optional.empty();
        }
        if (known.wanted().equals(wanted) && known.others().equals(others(actual))) {
            return Optional.of(known.conflict());
        }
        byUid.remove(actual.getMetadata().getUid());
        return Optional.empty();
    }

    void remember(Conflict conflict, HasMetadata wanted, HasMetadata after) {
        byUid.put(after.getMetadata().getUid(), new Known(conflict, wanted, others(after)));
    }

    void forget(HasMetadata object) {
        byUid.remove(object.getMetadata().getUid());
    }

    /** What others own; not of the status, which changes all the time. */
    private static List<ManagedFieldsEntry> others(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry ->
                        !Names.FIELD_MANAGER.equals(entry.getManager()) && !"status".equals(entry.getSubresource()))
                .toList();
    }
}
