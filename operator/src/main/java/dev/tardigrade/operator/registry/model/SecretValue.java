package dev.tardigrade.operator.registry.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A secret that never prints. */
public final class SecretValue {

    private final String text;

    private SecretValue(String text) {
        this.text = text;
    }

    public static SecretValue of(String text) {
        return new SecretValue(text);
    }

    /** Reads a value of the {@code data} of a Secret, whose form the API server has checked. */
    public static SecretValue fromBase64(String encoded) {
        return new SecretValue(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    public String reveal() {
        return text;
    }

    /** As the {@code data} of a Secret spells it. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
