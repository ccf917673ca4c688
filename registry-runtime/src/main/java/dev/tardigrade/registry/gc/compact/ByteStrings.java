package dev.tardigrade.registry.gc.compact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A set of byte strings of one length, numbered from 0 on as they come: this length and 6 to 11 bytes each. Clients choose what is in it, so
 * the places are chosen by a number that they do not know.
 */
final class ByteStrings {

    private static final int IN_A_CHUNK = 256;
    private static final int FIRST_PLACES = 1024;

    private final int length;
    private final ScanMemory memory;
    private final long seed = new SplittableRandom().nextLong();
    private final List<byte[]> chunks = new ArrayList<>();

    /** Numbers + 1, by open addressing; 0 where there is none. */
    private int[] places;

    private int size;

    ByteStrings(int length, ScanMemory memory) {
        this.length = length;
        this.memory = memory;
        memory.take((long) FIRST_PLACES * Integer.BYTES);
        this.places = new int[FIRST_PLACES];
    }

    int size() {
        return size;
    }

    /** Its number, a new one where it was not there. */
    int add(byte[] string) {
        int place = place(string);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        if (size == chunks.size() * IN_A_CHUNK) {
            memory.take((long) IN_A_CHUNK * length);
            chunks.add(new byte[IN_A_CHUNK * length]);
        }
        System.arraycopy(string, 0, chunks.get(size / IN_A_CHUNK), offset(size), length);
        places[place] = ++size;
        if (size > places.length / 4 * 3) {
            grow();
        }
        return size - 1;
    }

    /** Its number, or -1. */
    int find(byte[] string) {
        return places[place(string)] - 1;
    }

    byte[] get(int number) {
        if (number >= size) {
            throw new IndexOutOfBoundsException(number);
        }
        int from = offset(number);
        return Arrays.copyOfRange(chunks.get(number / IN_A_CHUNK), from, from + length);
    }

    private int offset(int number) {
        return number % IN_A_CHUNK * length;
    }

    private void grow() {
        int before = places.length;
        int larger = Math.multiplyExact(before, 2);
        memory.take((long) larger * Integer.BYTES);
        places = new int[larger];
        for (int number = 0; number < size; number++) {
            places[place(get(number))] = number + 1;
        }
        memory.release((long) before * Integer.BYTES);
    }

    /** Where it is, or would be. */
    private int place(byte[] string) {
        int mask = places.length - 1;
        int place = (int) hash(string) & mask;
        while (places[place] != 0 && !isAt(places[place] - 1, string)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean isAt(int number, byte[] string) {
        int from = offset(number);
        return Arrays.equals(chunks.get(number / IN_A_CHUNK), from, from + length, string, 0, length);
    }

    private long hash(byte[] string) {
        long hash = seed;
        for (byte each : string) {
            hash = (hash ^ each) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
