package dev.tardigrade.registry.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param tls for HTTPS; plain HTTP without
 * @param drain how long requests under way may take when the server stops
 * @param host at which clients reach it, for what others are told; empty where only the clients know
 */
public record ListenSettings(
        InetSocketAddress address, Optional<TlsFiles> tls, Duration drain, ServerLimits limits, Optional<URI> host) {

    /** With limits for the heap of this process, and no host. */
    public ListenSettings(InetSocketAddress address, Optional<TlsFiles> tls, Duration drain) {
        this(address, tls, drain, ServerLimits.ofHeap(Runtime.getRuntime().maxMemory()), Optional.empty());
    }
}
