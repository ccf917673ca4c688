package dev.tardigrade.operator.grant;

import java.util.Arrays;
import java.util.Optional;

/** How the keys of objects are encrypted before the satellite sees them. */
public enum PathCipher {
    /** Not at all: keys lie there in clear, and lists are in lexicographic order. */
    NULL(1, "null"),
    AES_GCM(2, "AES-GCM"),
    SECRET_BOX(3, "SecretBox");

    private final int number;
    private final String label;

    PathCipher(int number, String label) {
        this.number = number;
        this.label = label;
    }

    /** As in Storj's messages. */
    int number() {
        return number;
    }

    /** As in reports: {@code null}, {@code AES-GCM}, {@code SecretBox}. */
    public String label() {
        return label;
    }

    private static Optional<PathCipher> ofNumber(long number) {
        return Arrays.stream(values()).filter(cipher -> cipher.number == number).findFirst();
    }

    /** @throws GrantException with {@code PathCipherUnknown} */
    static PathCipher require(long number) {
        return ofNumber(number).orElseThrow(() -> new GrantException(new GrantProblem.PathCipherUnknown(number)));
    }
}
