package dev.tardigrade.registry.bucket;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads and writes the marker of a bucket. */
final class Ownership {

    private static final Optional<MediaType> JSON = Optional.of(new MediaType("application/json"));

    private final Storage storage;
    private final KeyPrefix prefix;
    private final ObjectKey key;

    Ownership(Storage storage, KeyPrefix prefix) {
        this.storage = storage;
        this.prefix = prefix;
        this.key = new BucketLayout(prefix).marker();
    }

    sealed interface Result {}

    record Taken(Marker marker) implements Result {}

    record Foreign(String message) implements Result {}

    /** To whom the bucket belongs, as one owner sees it. */
    sealed interface Standing {}

    record Ours(Marker marker) implements Standing {}

    record NotOurs(String message) implements Standing {}

    record Unmarked() implements Standing {}

    private sealed interface Found {}

    private record Nothing() implements Found {}

    private record Unreadable() implements Found {}

    private record Marked(Marker marker) implements Found {}

    ObjectKey marker() {
        return key;
    }

    Standing standing(Owner owner) {
        return switch (read()) {
            case Marked(Marker marker) when marker.isOf(owner) -> new Ours(marker);
            case Marked(Marker marker) -> notOurs("belongs to " + marker.owner());
            case Unreadable _ -> notOurs("has a " + key.value() + " that is no registry's marker");
            case Nothing _ -> new Unmarked();
        };
    }

    private NotOurs notOurs(String what) {
        return new NotOurs("bucket " + storage.bucket().name() + place() + " " + what + "; nothing was changed");
    }

    private String place() {
        return prefix.value().isEmpty() ? "" : " below " + prefix.value();
    }

    Result take(Claim claim, boolean bucketCreated) {
        Optional<ObjectKey> around = markerAround();
        if (around.isPresent()) {
            return new Foreign("the prefix " + prefix.value() + " of bucket "
                    + storage.bucket().name()
                    + " lies in a folder of another registry, whose marker is "
                    + around.get().value()
                    + " and which would take for its own what is there; name another prefix");
        }
        return switch (read()) {
            case Marked(Marker marker) when marker.layoutVersion() > Marker.LAYOUT_VERSION -> throw tooNew(marker);
            case Marked(Marker marker) when marker.isOf(claim.owner()) -> new Taken(marker);
            case Marked(Marker marker) when !claim.adopt() -> foreign("belongs to " + marker.owner());
            case Unreadable _ when !claim.adopt() -> foreign("has a " + key.value() + " that is no registry's marker");
            case Nothing _
            when !claim.adopt() && !storage.bucket().isEmpty(prefix) ->
                foreign("is not empty and has no marker " + key.value());
            case Nothing _ -> write(claim.owner(), bucketCreated, PutMode.CREATE);
            case Marked _, Unreadable _ -> write(claim.owner(), false, PutMode.REPLACE);
        };
    }

    /** Of a registry that this one would be inside of. */
    private Optional<ObjectKey> markerAround() {
        return ancestors()
                .map(BucketLayout::new)
                .filter(layout -> layout.isOwnFolder(prefix))
                .map(BucketLayout::marker)
                .filter(this::isThere)
                .findFirst();
    }

    /** All prefixes that this one lies below, the empty one among them. */
    private Stream<KeyPrefix> ancestors() {
        String folders = prefix.value();
        return IntStream.range(0, folders.length())
                .filter(end -> end == 0 || folders.charAt(end - 1) == '/')
                .mapToObj(end -> new KeyPrefix(folders.substring(0, end)));
    }

    /** A grant may be for this prefix alone; then nothing is known of what is around it. */
    private boolean isThere(ObjectKey marker) {
        try {
            return storage.objects().head(marker).isPresent();
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageDenied) {
                return false;
            }
            throw e;
        }
    }

    /** Create-once is not atomic on every store, so who has it is what a read tells afterwards. */
    private Result write(Owner owner, boolean bucketCreated, PutMode mode) {
        storage.objects().put(key, Marker.of(owner, bucketCreated).content(), JSON, mode);
        return switch (read()) {
            case Marked(Marker marker) when marker.isOf(owner) -> new Taken(marker);
            case Marked(Marker marker) -> foreign("was taken at the same time by " + marker.owner());
            case Nothing _, Unreadable _ ->
                throw new RegistryException(new Failure.StorageFault("the marker " + key.value() + " of bucket "
                        + storage.bucket().name() + " does not read back as it was written"));
        };
    }

    private Found read() {
        Optional<ObjectContent> found = storage.objects().get(key);
        if (found.isEmpty()) {
            return new Nothing();
        }
        try (ObjectContent content = found.get()) {
            return Marker.parse(content).<Found>map(Marked::new).orElseGet(Unreadable::new);
        } catch (IOException e) {
            var message = "reading the marker " + key.value() + " broke off: " + e.getMessage();
            throw new RegistryException(new Failure.StorageUnavailable(message, Duration.ofSeconds(1)), e);
        }
    }

    private Foreign foreign(String what) {
        return new Foreign("bucket " + storage.bucket().name() + place() + " " + what
                + "; name another bucket or prefix, or adopt this one");
    }

    private RegistryException tooNew(Marker marker) {
        return new RegistryException(
                new Failure.StorageFault("bucket " + storage.bucket().name() + " has layout version "
                        + marker.layoutVersion() + ", and this registry knows " + Marker.LAYOUT_VERSION
                        + "; run a newer version of the registry"));
    }
}
