package dev.tardigrade.registry.config.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as {@code registry:2} writes them: {@code 90s}, {@code 1h30m}, {@code 1.5h}. */
public final class GoDuration {

    private static final Pattern PART =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{0,9})?|\\.\\d{1,9})(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,10}");
    private static final String EXPECTED = "must be a duration with its unit, for instance 30s or 1h30m";

    private GoDuration() {}

    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        BigDecimal nanos = BigDecimal.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("must be less than 292 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "ns" -> 1L;
            default -> 1_000L;
        };
    }
}
