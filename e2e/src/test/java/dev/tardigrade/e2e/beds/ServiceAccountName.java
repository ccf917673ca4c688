package dev.tardigrade.e2e.beds;

/** Names a service account. */
public record ServiceAccountName(String namespace, String name) {}
