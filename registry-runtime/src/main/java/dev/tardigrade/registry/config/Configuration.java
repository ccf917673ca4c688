package dev.tardigrade.registry.config;

/**
 * All that a registry is told. Defaults are filled in, and every value is valid by itself; whether files and servers are there is not known
 * here.
 */
public record Configuration(
        LogSettings log, StorageSettings storage, HttpSettings http, AuthSettings auth, ManifestSettings manifests) {}
