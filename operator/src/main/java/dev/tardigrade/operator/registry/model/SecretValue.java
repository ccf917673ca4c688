package dev.tardigrade.operator.registry.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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

    /** Whether such a value is text, so that a file or a variable can hold it as it is. */
    public static boolean isText(String encoded) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)));
            return text.chars().noneMatch(character -> character == 0);
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Whether such a value is one line of text, but for what surrounds it. */
    public static boolean isLine(String encoded) {
        return isText(encoded) && fromBase64(encoded).reveal().strip().chars().noneMatch(Character::isISOControl);
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
