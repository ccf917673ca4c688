package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * That something of a round has happened, or is about to.
 *
 * @param at by the clock of the process that announces it
 * @param places of candidates in their batch that are about to be deleted; else none
 */
public record Announcement(Instant at, List<Integer> places) {

    public Announcement {
        places = List.copyOf(places);
    }

    public static Announcement of(Instant at) {
        return new Announcement(at, List.of());
    }

    public Bytes encode() {
        List<String> lines = new ArrayList<>();
        lines.add(at.toString());
        places.forEach(place -> lines.add(place.toString()));
        return KeyList.lines(lines);
    }

    /** Throws a {@link RegistryException} with {@link Failure.StorageFault} where the object is none. */
    public static Announcement decode(ObjectKey name, Bytes object) {
        try {
            List<String> lines = KeyList.text(object).lines().toList();
            return new Announcement(
                    Instant.parse(lines.getFirst()),
                    lines.stream().skip(1).map(Integer::valueOf).toList());
        } catch (DateTimeException | IllegalArgumentException | NoSuchElementException e) {
            throw new RegistryException(new Failure.StorageFault(name.value() + " announces nothing"), e);
        }
    }
}
