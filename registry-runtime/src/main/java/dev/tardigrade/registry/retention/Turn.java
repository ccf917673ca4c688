package dev.tardigrade.registry.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * So that of several replicas one does it at a time: who begins notes it in the bucket, with the rules that it goes by. Two that begin in the same
 * moment both do it, which costs calls and nothing else.
 */
public final class Turn {

    private final SmallObjects objects;
    private final ObjectKey key;
    private final String rules;
    private final Duration rest;

    /** @param rest for which nobody does it again by the same rules */
    public Turn(SmallObjects objects, BucketLayout layout, Retention retention, Duration rest) {
        this.objects = objects;
        this.key = layout.retention();
        this.rules = Digest.of(Digest.Algorithm.SHA256, retention.toString().getBytes(UTF_8))
                .toString();
        this.rest = rest;
    }

    /** Whether it is to be done now, by the caller; others then leave it alone for a while. */
    boolean take(Instant now) {
        boolean done = objects.read(key).filter(note -> isRecent(note, now)).isPresent();
        if (!done) {
            objects.write(key, Bytes.of((now + "\n" + rules + "\n").getBytes(UTF_8)));
        }
        return !done;
    }

    /** What cannot be read says nothing. */
    private boolean isRecent(Bytes note, Instant now) {
        List<String> lines = new String(note.toArray(), UTF_8).lines().toList();
        try {
            return lines.size() == 2
                    && lines.getLast().equals(rules)
                    && now.isBefore(Instant.parse(lines.getFirst()).plus(rest));
        } catch (DateTimeException _) {
            return false;
        }
    }
}
