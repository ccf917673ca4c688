package dev.tardigrade.e2e.fleet;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator has used so far, as Linux and the operator itself tell it.
 *
 * @param cpu of all its threads
 * @param peakMebibytes of resident memory
 * @param passes that ended well
 */
record Usage(Duration cpu, long peakMebibytes, long passes) {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
    private static final Pattern PASSES =
            Pattern.compile("(?m)^operator_sdk_reconciliations_success_total(?:\\{[^}]*\\})? ([0-9.E]+)");

    static Usage of(OperatorProcess operator) {
        return new Usage(cpu(operator.pid()), peak(operator.pid()), passes(operator.metrics()));
    }

    double cpuSince(Usage before) {
        return cpu.minus(before.cpu).toMillis() / 1000.0;
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static long peak(long pid) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return peak.find() ? Long.parseLong(peak.group(1)) / 1024 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long passes(String metrics) {
        return PASSES.matcher(metrics)
                .results()
                .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
                .sum();
    }
}
