package dev.tardigrade.e2e.beds;

import java.nio.file.Path;

/** A whole cluster with one real node: containerd, kubelet and kube-proxy. Cluster addresses are reachable from the tests, too. */
public final class Node implements AutoCloseable {

    private final Bed bed;
    private final Cluster cluster;

    Node(Bed bed) {
        this.bed = bed;
        this.cluster = new Cluster(bed);
    }

    public Cluster cluster() {
        return cluster;
    }

    /** An address of this machine that pods reach. */
    public String hostAddress() {
        return bed.value("host");
    }

    /** Makes an image (layout of docker save) known to the node's containerd. */
    public void load(Path tar) {
        bed.load(tar);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
