package dev.tardigrade.registry.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people and Kubernetes write them: {@code 1073741824}, {@code 512MiB}, {@code 10Gi}, {@code 20GB}. */
final class ByteSize {

    private static final Pattern GRAMMAR = Pattern.compile("(?<number>\\d{1,15})\\s?(?<unit>[kKMGT]?)(?<binary>i?)B?");
    private static final String UNITS = "KMGT";
    private static final String EXPECTED = "must be a number of bytes, for instance 10GiB";

    private ByteSize() {}

    static long parse(String text) {
        Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String unit = parts.group("unit").toUpperCase(Locale.ROOT);
        boolean binary = !parts.group("binary").isEmpty();
        if (unit.isEmpty() && binary) {
            throw new IllegalArgumentException(EXPECTED);
        }
        long bytes = Long.parseLong(parts.group("number"));
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        try {
            for (int i = 0; i < power; i++) {
                bytes = Math.multiplyExact(bytes, binary ? 1024L : 1000L);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        if (bytes == 0) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return bytes;
    }
}
