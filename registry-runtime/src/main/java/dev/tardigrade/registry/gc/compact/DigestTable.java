package dev.tardigrade.registry.gc.compact;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Numbers for digests, so that each is kept once, as raw bytes: about 40 bytes for one of SHA-256. */
public final class DigestTable {

    private static final HexFormat HEX = HexFormat.of();
    static final List<Algorithm> ALGORITHMS = List.of(Algorithm.values());

    private final Map<Algorithm, ByteStrings> tables = new EnumMap<>(Algorithm.class);
    private final ScanMemory memory;

    public DigestTable(ScanMemory memory) {
        this.memory = memory;
    }

    /** Its number, a new one where it has none. Not negative. */
    public int add(Digest digest) {
        byte[] raw = raw(digest);
        int number = tables.computeIfAbsent(digest.algorithm(), _ -> new ByteStrings(raw.length, memory))
                .add(raw);
        return Math.addExact(Math.multiplyExact(number, ALGORITHMS.size()), ALGORITHMS.indexOf(digest.algorithm()));
    }

    /** Its number, or -1 where it has none. */
    public int find(Digest digest) {
        ByteStrings table = tables.get(digest.algorithm());
        int number = table == null ? -1 : table.find(raw(digest));
        return number < 0 ? -1 : number * ALGORITHMS.size() + ALGORITHMS.indexOf(digest.algorithm());
    }

    public Digest get(int number) {
        Algorithm algorithm = ALGORITHMS.get(number % ALGORITHMS.size());
        ByteStrings table = tables.get(algorithm);
        if (table == null) {
            throw new IndexOutOfBoundsException(number);
        }
        return new Digest(algorithm, HEX.formatHex(table.get(number / ALGORITHMS.size())));
    }

    private static byte[] raw(Digest digest) {
        return HEX.parseHex(digest.hex());
    }
}
