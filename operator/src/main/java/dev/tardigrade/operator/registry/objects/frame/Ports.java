package dev.tardigrade.operator.registry.objects.frame;

/** Ports of a server pod. */
public final class Ports {

    public static final int REGISTRY = 5000;
    public static final String REGISTRY_NAME = "http";
    public static final int DEBUG = 5001;
    public static final String DEBUG_NAME = "debug";

    /** Where servers talk to each other. */
    public static final int PEERS = 5002;

    public static final String PEERS_NAME = "peers";

    public static final int GATEWAY = 7777;
    public static final String GATEWAY_NAME = "s3";

    private Ports() {}
}
