package dev.tardigrade.operator.vocabulary;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 1h30m}, {@code 45s}, {@code 1.5s}; hours, minutes and seconds, in this order. */
public final class DurationText {

    private static final Pattern GRAMMAR =
            Pattern.compile("(?=.)(?:[0-9]{1,9}h)?(?:[0-9]{1,9}m)?(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?s)?");
    private static final String ISO_START = "PT";

    private DurationText() {}

    public static Optional<Duration> parse(CharSequence text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(Duration.parse(ISO_START + text)) : Optional.empty();
    }

    public static String format(Duration duration) {
        return duration.toString().substring(ISO_START.length()).toLowerCase(Locale.ROOT);
    }
}
