package dev.tardigrade.testing.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** The body of a request: unpacked where it came in signed chunks, and compared with what the headers say of it. */
final class S3Body {

    private S3Body() {}

    static byte[] check(S3Request request, byte[] raw, S3Profile profile) {
        String said = request.header("x-amz-content-sha256").orElse(SignatureCheck.UNSIGNED);
        boolean hasTrailer = said.endsWith("-TRAILER");
        boolean isHash = said.matches("[0-9a-f]{64}");
        if ((hasTrailer && profile.likeStorj())
                || (isHash && !Hashes.sha256(raw).equals(said))) {
            throw new S3Error(
                    400, "XAmzContentSHA256Mismatch", "x-amz-content-sha256 does not match what was computed.");
        }
        byte[] body = said.startsWith("STREAMING-") ? unpack(raw) : raw;
        request.header("content-md5").ifPresent(md5 -> {
            if (!Base64.getEncoder().encodeToString(Hashes.md5(body)).equals(md5)) {
                throw new S3Error(400, "BadDigest", "The Content-Md5 you specified did not match what we received.");
            }
        });
        return body;
    }

    /** Chunks are {@code <size in hex>[;chunk-signature=…]\r\n<bytes>\r\n}; the last has size 0. */
    private static byte[] unpack(byte[] packed) {
        var in = new ByteArrayInputStream(packed);
        var body = new ByteArrayOutputStream(packed.length);
        while (true) {
            int size = Integer.parseInt(line(in).split(";", 2)[0], 16);
            if (size == 0) {
                return body.toByteArray();
            }
            var chunk = new byte[size];
            if (in.readNBytes(chunk, 0, size) < size) {
                throw new S3Error(400, "IncompleteBody", "a chunk is not whole");
            }
            body.writeBytes(chunk);
            line(in);
        }
    }

    private static String line(ByteArrayInputStream in) {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(US_ASCII).strip();
    }
}
