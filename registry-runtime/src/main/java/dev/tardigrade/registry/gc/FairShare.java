package dev.tardigrade.registry.gc;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Chooses what one round of collection takes where there is more than it may take: of each repository as much as of any other one, as far as it
 * has that much. Of a repository that has more it is another part each time, so that what clients keep asking for holds up nothing behind it.
 * Never holds more than it may take.
 */
final class FairShare implements Consumer<Item> {

    private final int most;
    private final long seed;
    private final Map<String, Group> groups = new HashMap<>();
    private final TreeSet<Group> bySize = new TreeSet<>(
            Comparator.comparingInt(Group::size).thenComparingLong(Group::lot).thenComparing(Group::name));
    private int size;
    private long offered;

    /** @param seed another one for each round */
    FairShare(int most, long seed) {
        this.most = most;
        this.seed = seed;
    }

    /**
     * An item that was chosen so far.
     *
     * @param lot that it has drawn; the lowest stay
     */
    private record Choice(Item item, long lot, long place) {}

    /** Those of one repository; what is of none is shared out by its kind. */
    private record Group(String name, long lot, PriorityQueue<Choice> choices) {

        int size() {
            return choices.size();
        }
    }

    @Override
    public void accept(Item item) {
        // No repository's name has an underscore at its beginning.
        String name = item.repository() == null
                ? "_" + item.kind().name()
                : item.repository().value();
        Group group = groups.computeIfAbsent(name, _ -> new Group(name, lot(name), highestFirst()));
        bySize.remove(group);
        group.choices().add(new Choice(item, lot(item.key().value()), offered++));
        bySize.add(group);
        if (++size > most) {
            takeBackOne();
        }
    }

    private static PriorityQueue<Choice> highestFirst() {
        return new PriorityQueue<>(Comparator.comparingLong(Choice::lot)
                .thenComparingLong(Choice::place)
                .reversed());
    }

    /** From who has most. */
    private void takeBackOne() {
        Group largest = bySize.removeLast();
        largest.choices().remove();
        size--;
        if (largest.size() == 0) {
            groups.remove(largest.name());
        } else {
            bySize.add(largest);
        }
    }

    /** A number that is another one for each seed. */
    private long lot(String name) {
        long lot = seed;
        for (int i = 0; i < name.length(); i++) {
            lot = (lot ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
            lot ^= lot >>> 29;
        }
        return lot;
    }

    /** Some of them, or all, in the order in which they were. */
    List<Item> chosen() {
        return groups.values().stream()
                .flatMap(group -> group.choices().stream())
                .sorted(Comparator.comparingLong(Choice::place))
                .map(Choice::item)
                .toList();
    }
}
