package dev.tardigrade.registry.cli.invocation;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class ByteCount {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final int STEP = 1024;

    private ByteCount() {}

    /** For instance {@code 1.5 GiB}. */
    public static String shown(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP) {
            value /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
    }
}
