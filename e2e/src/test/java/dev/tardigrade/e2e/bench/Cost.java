package dev.tardigrade.e2e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a process has taken of the machine, from {@code /proc}. */
record Cost(Duration processor, long peakMebibytes) {

    /** The unit of time in /proc/PID/stat, which has been this on every Linux for twenty years. */
    private static final long TICK_MILLIS = 10;

    /** Where both times stand behind the name of the program. */
    private static final int USER_AND_SYSTEM = 11;

    private static final Pattern FIELDS = Pattern.compile(" ");

    /** Processor time since its start, and the largest resident memory since {@link #forgetPeak}. */
    static Cost of(long pid) {
        String stat = read(pid, "stat");
        long ticks = FIELDS.splitAsStream(stat.substring(stat.lastIndexOf(')') + 2))
                .skip(USER_AND_SYSTEM)
                .limit(2)
                .mapToLong(Long::parseLong)
                .sum();
        long peak = read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        return new Cost(Duration.ofMillis(ticks * TICK_MILLIS), peak >> 10);
    }

    static void forgetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time since an earlier look; the peak is the later one. */
    Cost since(Cost earlier) {
        return new Cost(processor.minus(earlier.processor), peakMebibytes);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
