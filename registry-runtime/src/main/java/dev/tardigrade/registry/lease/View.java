package dev.tardigrade.registry.lease;

import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.layout.RoundId;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be deleted, as the bucket said at a time.
 *
 * @param readAt when reading began, so that whatever was written before is in it
 * @param batches the candidates of all rounds; a batch never changes
 */
record View(Instant readAt, Map<RoundEntry.Candidates, List<ObjectKey>> batches, Map<ObjectKey, List<Spot>> spots) {

    static final View NOTHING = new View(Instant.MIN, Map.of(), Map.of());

    static View of(Instant readAt, Map<RoundEntry.Candidates, List<ObjectKey>> batches) {
        Map<ObjectKey, List<Spot>> spots = new HashMap<>();
        batches.forEach((batch, keys) -> {
            for (int place = 0; place < keys.size(); place++) {
                spots.computeIfAbsent(keys.get(place), _ -> new ArrayList<>(1))
                        .add(new Spot(batch.round(), batch.batch(), place));
            }
        });
        return new View(readAt, Map.copyOf(batches), spots);
    }

    List<Spot> spotsOf(ObjectKey key) {
        return spots.getOrDefault(key, List.of());
    }

    Set<RoundId> rounds() {
        Set<RoundId> rounds = new HashSet<>();
        batches.keySet().forEach(batch -> rounds.add(batch.round()));
        return rounds;
    }
}
