package dev.tardigrade.registry.gc.compact;

import java.util.Arrays;

/** Numbers one after the other: 8 to 12 bytes each. */
public final class LongList {

    private static final int FIRST = 4;

    private final ScanMemory memory;
    private long[] values = {};
    private int size;

    public LongList(ScanMemory memory) {
        this.memory = memory;
    }

    public void add(long value) {
        if (size == values.length) {
            grow();
        }
        values[size++] = value;
    }

    private void grow() {
        int larger = Math.max(FIRST, Math.addExact(size, size / 2));
        memory.take((long) larger * Long.BYTES);
        values = Arrays.copyOf(values, larger);
        memory.release((long) size * Long.BYTES);
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return values[index];
    }
}
