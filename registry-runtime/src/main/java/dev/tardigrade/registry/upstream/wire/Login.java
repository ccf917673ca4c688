package dev.tardigrade.registry.upstream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Secret;
import java.util.Base64;

/** Who this registry is at an upstream. */
public record Login(String user, Secret password) {

    /** The value of {@code Authorization} (RFC 7617). */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password.reveal()).getBytes(UTF_8));
    }
}
