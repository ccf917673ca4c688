package dev.tardigrade.registry.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Collection;
import java.util.List;

/** Names of ASCII characters in their order, without repetitions, in one array: a hundred thousand tags take 2 to 3 MB. */
final class SortedNames {

    static final SortedNames NONE = of(List.of());

    private final byte[] text;
    private final int[] ends;

    private SortedNames(byte[] text, int[] ends) {
        this.text = text;
        this.ends = ends;
    }

    static SortedNames of(Collection<String> names) {
        List<String> sorted = names.stream().sorted().distinct().toList();
        byte[] text = new byte
                [Math.toIntExact(sorted.stream().mapToLong(String::length).sum())];
        int[] ends = new int[sorted.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            byte[] name = sorted.get(i).getBytes(US_ASCII);
            System.arraycopy(name, 0, text, end, name.length);
            end += name.length;
            ends[i] = end;
        }
        return new SortedNames(text, ends);
    }

    int size() {
        return ends.length;
    }

    /** What it takes of the heap. */
    int bytes() {
        return text.length + Integer.BYTES * ends.length;
    }

    String get(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        return new String(text, start, ends[index] - start, US_ASCII);
    }

    /** Where the names behind this one begin, whether or not it is here. */
    int after(String name) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).compareTo(name) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
