package dev.tardigrade.registry.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret, as Kubernetes and Docker mount them. */
final class SecretFile {

    private static final int MAX_BYTES = 1 << 16;

    private SecretFile() {}

    /**
     * The text of a file, without the line break that editors leave at its end.
     *
     * @throws IllegalArgumentException if it cannot be read, is empty, is longer than 64 KiB or is not UTF-8; says so without its text
     */
    static Secret read(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("must name a file of at most 64 KiB");
        }
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("\\R\\z", "");
            if (text.isEmpty()) {
                throw new IllegalArgumentException("must name a file that is not empty");
            }
            return new Secret(text);
        } catch (CharacterCodingException _) {
            throw new IllegalArgumentException("must name a file of UTF-8 text");
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (IOException _) {
            throw new IllegalArgumentException("must name a file that this process can read");
        }
    }
}
