package dev.tardigrade.registry.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a file in PEM (RFC 7468). It does not print, for it may be a private key. */
final class Pem {

    private static final int MAX_BYTES = 1 << 20;
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

    /** All blocks of a file, in order. Throws an {@link IOException} that names the file. */
    static List<Pem> read(Path file) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MAX_BYTES), US_ASCII);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: it must be a file that this user may read", e);
        }
        List<Pem> blocks = new ArrayList<>();
        for (Matcher matcher = BLOCK.matcher(text); matcher.find(); ) {
            try {
                blocks.add(new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " holds a block of PEM that is not Base64", e);
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return "PEM " + label;
    }
}
