package dev.tardigrade.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One line for each run of the suite, in a file that is whole after each of them. */
final class ConformanceTable {

    private static final String LINE = "%-34s %-12s %7s %7s %7s %7s%n";

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    ConformanceTable(Path file) {
        this.file = file;
        lines.add(LINE.formatted("store", "profile", "passed", "failed", "skipped", "off"));
    }

    synchronized void add(String store, Profile profile, Outcome outcome) throws IOException {
        lines.add(LINE.formatted(store, profile, outcome.passed(), outcome.failed(), outcome.skipped(), outcome.off()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("", lines));
    }
}
