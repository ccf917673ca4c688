package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.gc.Promises.Subject;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.testing.turns.Turns;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** All that the clients of a test know. For one thread at a time. */
final class World {

    final Random random;
    final Turns turns;
    final Contents contents;
    final Promises blobs;
    final Promises manifests;
    final Map<Subject, ManifestLinks> links = new HashMap<>();
    final Map<RepositoryName, Map<Tag, Digest>> tags = new HashMap<>();

    /** Manifests whose push failed, so that they may be there or not. */
    final Map<Subject, ManifestLinks> uncertain = new HashMap<>();

    final Map<String, Integer> counts = new HashMap<>();

    World(long seed, Turns turns, Duration grace) {
        this.random = new Random(seed);
        this.turns = turns;
        this.contents = new Contents(seed);
        this.blobs = new Promises(grace, Replica.TIME_TO_LIVE);
        this.manifests = new Promises(grace, Replica.TIME_TO_LIVE);
    }

    Map<Tag, Digest> tagsOf(RepositoryName repository) {
        return tags.computeIfAbsent(repository, _ -> new HashMap<>());
    }

    boolean isTagged(Subject manifest) {
        return tagsOf(manifest.repository()).containsValue(manifest.digest());
    }

    /** Whether a manifest that has to be there names the blob. */
    boolean isNamed(Subject blob) {
        return isNamed(blob, uncertain)
                || links.entrySet().stream()
                        .filter(entry -> isTagged(entry.getKey()) || manifests.holds(entry.getKey(), turns.instant()))
                        .anyMatch(entry -> isNamed(blob, Map.of(entry.getKey(), entry.getValue())));
    }

    private static boolean isNamed(Subject blob, Map<Subject, ManifestLinks> by) {
        return by.entrySet().stream()
                .filter(entry -> entry.getKey().repository().equals(blob.repository()))
                .anyMatch(entry -> entry.getValue().blobs().contains(blob.digest()));
    }

    void count(String operation) {
        counts.merge(operation, 1, Integer::sum);
    }
}
