package dev.tardigrade.registry.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Why a server did not start, for whoever starts it. */
final class ListenFailure {

    private ListenFailure() {}

    /** @param key of the configuration that names the address */
    static IOException of(InetSocketAddress address, String key, Exception failure) {
        String place = address.getHostString() + ":" + address.getPort() + ", as " + key + " says";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new IOException(
                        "cannot listen on " + place + ": " + reason(cause.getMessage())
                                + "; choose another one, or end the program that has it",
                        failure);
            }
        }
        return new IOException("cannot listen on " + place + ": " + failure, failure);
    }

    private static String reason(@Nullable String message) {
        return message == null ? "it is not free" : message;
    }
}
