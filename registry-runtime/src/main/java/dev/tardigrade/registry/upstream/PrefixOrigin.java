package dev.tardigrade.registry.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.stream.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose images lie below the prefix of an upstream: the bucket says so, from when the first one is asked for. So no image that somebody has
 * pushed, and none of another upstream, is replaced by one that has the same name there.
 */
final class PrefixOrigin {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixOrigin.class);
    private static final long AGAIN = Duration.ofMinutes(1).toNanos();
    private static final int MOST_BYTES = 1024;

    /** Whose they are. */
    enum Whose {
        UPSTREAM,
        OTHER_UPSTREAM,
        OWN
    }

    private final Upstream upstream;
    private final ObjectStore store;
    private final SmallObjects small;
    private final BucketLayout layout;
    private volatile Optional<Known> known = Optional.empty();

    private record Known(Whose whose, long since) {

        /** Nothing but a repair changes it, and none is waited for where all is well. */
        boolean counts() {
            return whose == Whose.UPSTREAM || System.nanoTime() - since < AGAIN;
        }
    }

    PrefixOrigin(Upstream upstream, ObjectStore store, BucketLayout layout) {
        this.upstream = upstream;
        this.store = store;
        this.small = new SmallObjects(store);
        this.layout = layout;
    }

    /** Asks the bucket once; where the upstream may not be used, again each minute. */
    Whose whose() {
        return known.filter(Known::counts).orElseGet(this::look).whose;
    }

    private synchronized Known look() {
        return known.filter(Known::counts).orElseGet(() -> {
            Known found = new Known(found(), System.nanoTime());
            known = Optional.of(found);
            return found;
        });
    }

    private Whose found() {
        Optional<String> marked = marked();
        if (marked.isEmpty()) {
            if (holdsRepositories()) {
                LOG.error(
                        "the upstream {} is not used: there are repositories below {} that do not come from it; give it another prefix, or move them",
                        upstream.remote().name(),
                        upstream.prefix());
                return Whose.OWN;
            }
            var _ = store.put(
                    marker(), Content.of(url().getBytes(UTF_8)), Optional.of(MediaType.OCTET_STREAM), PutMode.CREATE);
            // Of several who write at once one stays.
            marked = marked();
        }
        if (marked.filter(url()::equals).isPresent()) {
            return Whose.UPSTREAM;
        }
        LOG.error(
                "the upstream {} is not asked: what lies below {} comes from {}; give it another prefix, or, where this is the same registry, write {} into the object {}",
                upstream.remote().name(),
                upstream.prefix(),
                marked.orElse("nowhere"),
                url(),
                marker().value());
        return Whose.OTHER_UPSTREAM;
    }

    private ObjectKey marker() {
        return layout.upstream(upstream.prefix());
    }

    private String url() {
        return upstream.remote().url().toString();
    }

    private Optional<String> marked() {
        return small.beginning(marker(), MOST_BYTES).map(found -> new String(found.toArray(), UTF_8).strip());
    }

    private boolean holdsRepositories() {
        List<KeyPrefix> folders = new ArrayList<>();
        store.listDirectory(layout.repository(upstream.prefix()), _ -> {}, folders::add);
        return folders.stream().anyMatch(folder -> layout.repositoryAt(folder).isPresent());
    }
}
