package dev.tardigrade.registry.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param tls for HTTPS; plain HTTP without
 * @param drain how long requests under way may take when the server stops
 */
public record ListenSettings(InetSocketAddress address, Optional<TlsFiles> tls, Duration drain, ServerLimits limits) {

    /** With limits for the heap of this process. */
    public ListenSettings(InetSocketAddress address, Optional<TlsFiles> tls, Duration drain) {
        this(address, tls, drain, ServerLimits.ofHeap(Runtime.getRuntime().maxMemory()));
    }
}
