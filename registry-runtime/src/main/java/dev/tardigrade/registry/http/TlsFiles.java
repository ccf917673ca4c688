package dev.tardigrade.registry.http;

import java.nio.file.Path;

/**
 * A certificate and its key, both in PEM.
 *
 * @param certificate with the chain behind it
 * @param key in PKCS#8
 */
public record TlsFiles(Path certificate, Path key) {}
