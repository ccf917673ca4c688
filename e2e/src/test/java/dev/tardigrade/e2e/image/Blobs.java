package dev.tardigrade.e2e.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The blobs of an OCI image layout. What is added is described as manifests do it. */
record Blobs(Path folder) {

    private static final int TAR_BLOCK = 512;
    private static final int CHUNK = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SplittableRandom RANDOM = new SplittableRandom();

    Blobs {
        try {
            Files.createDirectories(folder.resolve("blobs/sha256"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where in the layout a blob lies. */
    static String path(Map<String, Object> descriptor) {
        return "blobs/" + String.valueOf(descriptor.get("digest")).replace(':', '/');
    }

    Map<String, Object> addJson(String mediaType, Object document) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(document);
        return add(mediaType, out -> out.write(bytes));
    }

    /** A layer of one file of random bytes. */
    Map<String, Object> addLayer(String file, int bytes) throws IOException {
        return add("application/vnd.oci.image.layer.v1.tar", out -> {
            out.write(header(file, bytes));
            byte[] chunk = new byte[CHUNK];
            for (int left = bytes; left > 0; left -= CHUNK) {
                RANDOM.nextBytes(chunk);
                out.write(chunk, 0, Math.min(left, CHUNK));
            }
            out.write(new byte[Math.toIntExact(padded(bytes) - bytes) + 2 * TAR_BLOCK]);
        });
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private Map<String, Object> add(String mediaType, Body body) throws IOException {
        Path temporary = folder.resolve("blobs/new");
        MessageDigest hash = Hashed.sha256();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary), CHUNK), hash)) {
            body.writeTo(out);
        }
        String hex = HexFormat.of().formatHex(hash.digest());
        long size = Files.size(temporary);
        Files.move(temporary, folder.resolve("blobs/sha256/" + hex));
        return new TreeMap<>(Map.of("mediaType", mediaType, "digest", "sha256:" + hex, "size", size));
    }

    /** Of the ustar format, for a file that everybody may read. */
    private static byte[] header(String file, int bytes) {
        byte[] header = new byte[TAR_BLOCK];
        put(header, 0, file);
        put(header, 100, "0000644\0000000000\0000000000\000");
        put(header, 124, "%011o ".formatted(bytes) + "00000000000 ");
        put(header, 148, "        0");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte value : header) {
            sum += value;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static long padded(int bytes) {
        return (bytes + TAR_BLOCK - 1L) / TAR_BLOCK * TAR_BLOCK;
    }
}
