package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.migration.Skipped;
import dev.tardigrade.registry.migration.TakeoverReport;
import dev.tardigrade.registry.migration.TakeoverReport.Done;
import java.util.stream.Collectors;

/** A takeover as people read of it. */
final class TakeoverText {

    private TakeoverText() {}

    static String of(TakeoverReport report, boolean dryRun) {
        String skipped = report.skipped().stream()
                .map(each -> line(each) + System.lineSeparator())
                .collect(Collectors.joining());
        return skipped + totals(report, dryRun) + "; " + report.skipped().size() + " remarks, " + report.leftBehind()
                + " things left behind";
    }

    private static String line(Skipped each) {
        return each.reason().meaning() + ": " + each.what() + (each.detail().isEmpty() ? "" : ": " + each.detail());
    }

    static String totals(TakeoverReport report, boolean dryRun) {
        String verb = dryRun ? "would take over " : "took over ";
        return verb + report.repositories() + " repositories: " + counted(report.layers(), "layers and configs") + ", "
                + counted(report.manifests(), "manifests") + ", " + counted(report.tags(), "tags");
    }

    private static String counted(Done done, String kind) {
        return done.written() + " " + kind + (done.there() == 0 ? "" : " (" + done.there() + " there before)");
    }
}
