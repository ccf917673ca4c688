package dev.tardigrade.e2e.apiserver;

import dev.tardigrade.e2e.beds.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps one operator for the tests of a class, and replaces it when a test ends it. */
final class Operators implements AutoCloseable {

    private final Cluster cluster;
    private final Path folder;
    private final List<OperatorProcess> started = new ArrayList<>();

    Operators(Cluster cluster, Path folder) {
        OperatorProcess.install(cluster);
        this.cluster = cluster;
        this.folder = folder;
        restart();
    }

    /** The one that was started last. */
    OperatorProcess current() {
        return started.getLast();
    }

    void restart() {
        started.add(OperatorProcess.start(cluster, folder));
    }

    /** Starts another one beside the current one, whose lease it has to wait for, and whose place it has from now on. */
    void startStandby() throws IOException {
        started.add(OperatorProcess.start(cluster, Files.createTempDirectory(folder, "standby")));
    }

    @Override
    public void close() {
        started.forEach(OperatorProcess::close);
    }
}
