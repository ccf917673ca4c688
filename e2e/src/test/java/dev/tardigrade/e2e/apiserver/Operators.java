package dev.tardigrade.e2e.apiserver;

import dev.tardigrade.e2e.beds.Cluster;
import java.nio.file.Path;

/** Keeps one operator for the tests of a class, and replaces it when a test ends it. */
final class Operators implements AutoCloseable {

    private final Cluster cluster;
    private final Path folder;
    private OperatorProcess current;

    Operators(Cluster cluster, Path folder) {
        OperatorProcess.install(cluster);
        this.cluster = cluster;
        this.folder = folder;
        this.current = OperatorProcess.start(cluster, folder);
    }

    OperatorProcess current() {
        return current;
    }

    void restart() {
        current = OperatorProcess.start(cluster, folder);
    }

    @Override
    public void close() {
        current.close();
    }
}
