package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.model.RepositoryName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what one round of collection takes where there is more than it may take: of each repository as much as of any other one, as far as it
 * has that much. Of a repository that has more it is another part each time, so that what clients keep asking for holds up nothing behind it.
 */
final class FairShare {

    private final int most;

    FairShare(int most) {
        this.most = most;
    }

    /** What is of no repository is shared out by its kind. */
    private record Group(
            @Nullable RepositoryName repository, @Nullable ObjectKind kind) {

        static Group of(Item item) {
            return item.repository() != null ? new Group(item.repository(), null) : new Group(null, item.kind());
        }
    }

    /**
     * Some of them, or all, in the order in which they were.
     *
     * @param seed another one for each round
     */
    List<Item> of(List<Item> items, long seed) {
        if (items.size() <= most) {
            return items;
        }
        SplittableRandom random = new SplittableRandom(seed);
        BitSet chosen = new BitSet(items.size());
        List<List<Integer>> groups = groups(items);
        Collections.shuffle(groups, random);
        groups.sort(Comparator.comparingInt(List::size));
        int left = most;
        for (int i = 0; i < groups.size(); i++) {
            List<Integer> places = groups.get(i);
            int share = Math.min(places.size(), left / (groups.size() - i));
            int start = random.nextInt(places.size());
            for (int n = 0; n < share; n++) {
                chosen.set(places.get((start + n) % places.size()));
            }
            left -= share;
        }
        return chosen.stream().mapToObj(items::get).toList();
    }

    private static List<List<Integer>> groups(List<Item> items) {
        Map<Group, List<Integer>> groups = new HashMap<>();
        for (int place = 0; place < items.size(); place++) {
            groups.computeIfAbsent(Group.of(items.get(place)), _ -> new ArrayList<>())
                    .add(place);
        }
        return new ArrayList<>(groups.values());
    }
}
