package dev.tardigrade.registry.cache;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A list of names as the store had it, and as this process has changed it since. Safe for use by many threads. */
public final class NameList {

    private static final String BEGIN = "";

    private volatile SortedNames read = SortedNames.NONE;

    /** Names, and whether they are there now. */
    private final ConcurrentSkipListMap<String, Boolean> changes = new ConcurrentSkipListMap<>();

    NameList() {}

    /** What was found while changes were noted already. */
    void fill(Collection<String> names) {
        read = SortedNames.of(names);
    }

    void note(String name, boolean there) {
        changes.put(name, there);
    }

    /** What it takes of the heap, about. */
    int bytes() {
        return read.bytes() + 64;
    }

    public boolean isEmpty() {
        return all().findAny().isEmpty();
    }

    /** All names in ASCII order. */
    public Stream<String> all() {
        return after(BEGIN);
    }

    /** Those behind this one, whether or not it is there. The cost does not depend on where that is. */
    public Stream<String> after(String name) {
        Iterable<String> names = () -> new Names(read, read.after(name), changes.tailMap(name, false));
        return StreamSupport.stream(names.spliterator(), false);
    }

    /** Both in their order; where a name is in both, the change counts. */
    private static final class Names implements Iterator<String> {

        private final SortedNames read;
        private final Iterator<Map.Entry<String, Boolean>> changes;
        private int index;
        private Map.@Nullable Entry<String, Boolean> change;
        private @Nullable String next;

        Names(SortedNames read, int index, Map<String, Boolean> changes) {
            this.read = read;
            this.index = index;
            this.changes = changes.entrySet().iterator();
            this.change = following();
            this.next = advance();
        }

        private Map.@Nullable Entry<String, Boolean> following() {
            return changes.hasNext() ? changes.next() : null;
        }

        private @Nullable String advance() {
            while (true) {
                String name = index < read.size() ? read.get(index) : null;
                Map.Entry<String, Boolean> changed = change;
                int order = name == null || changed == null ? 0 : name.compareTo(changed.getKey());
                if (changed == null || order < 0) {
                    index++;
                    return name;
                }
                if (name != null && order == 0) {
                    index++;
                }
                change = following();
                if (changed.getValue()) {
                    return changed.getKey();
                }
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String next() {
            String current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return current;
        }
    }
}
