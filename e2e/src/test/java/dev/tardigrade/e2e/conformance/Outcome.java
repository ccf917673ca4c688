package dev.tardigrade.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of the suite came to.
 *
 * @param passed number of its cases, as all of the numbers
 * @param off not asked for by the profile
 * @param unmet APIs and kinds of data that are not shown to work, each with its status
 */
record Outcome(int passed, int failed, int skipped, int off, List<String> unmet) {

    private static final Pattern STATUS = Pattern.compile("  (?<what>[A-Z][^:]*): (?<status>\\w+)");

    Outcome {
        unmet = List.copyOf(unmet);
    }

    /** Reads the reports that the suite has left in a folder. */
    static Outcome read(Path reports, Profile profile) throws IOException {
        String totals = Files.readAllLines(reports.resolve("junit.xml")).getFirst();
        int failed = number(totals, "failures") + number(totals, "errors");
        int skipped = number(totals, "skipped");
        int off = number(totals, "disabled");
        List<String> unmet = Files.readAllLines(reports.resolve("results.yaml")).stream()
                .map(STATUS::matcher)
                .filter(Matcher::matches)
                .filter(line -> !isMet(line.group("status"), profile))
                .map(line -> line.group().strip())
                .toList();
        return new Outcome(number(totals, "tests") - failed - skipped - off, failed, skipped, off, unmet);
    }

    private static boolean isMet(String status, Profile profile) {
        return status.equals("Pass") || (status.equals("Disabled") && !profile.isComplete());
    }

    private static int number(String totals, String attribute) {
        Matcher matcher = Pattern.compile(" " + attribute + "=\"(\\d+)\"").matcher(totals);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
