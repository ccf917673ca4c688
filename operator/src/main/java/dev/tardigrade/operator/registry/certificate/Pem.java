package dev.tardigrade.operator.registry.certificate;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** One block of a text in PEM (RFC 7468), read as the server reads it. It does not print, for it may be a private key. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private final String label;
    private final byte[] content;

    private Pem(String label, byte[] content) {
        this.label = label;
        this.content = content;
    }

    /** What it says it is. */
    String label() {
        return label;
    }

    /** In DER. */
    byte[] content() {
        return content.clone();
    }

    /** All blocks, in order. Throws an {@link IllegalArgumentException} where one is not Base64. */
    static List<Pem> read(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Pem(block.group(1), Base64.getMimeDecoder().decode(block.group(2))))
                .toList();
    }

    @Override
    public String toString() {
        return "PEM " + label;
    }
}
