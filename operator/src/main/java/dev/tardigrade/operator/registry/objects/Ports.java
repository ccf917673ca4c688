package dev.tardigrade.operator.registry.objects;

/** Ports of a server pod. */
final class Ports {

    static final int REGISTRY = 5000;
    static final String REGISTRY_NAME = "http";
    static final int DEBUG = 5001;
    static final String DEBUG_NAME = "debug";

    private Ports() {}
}
