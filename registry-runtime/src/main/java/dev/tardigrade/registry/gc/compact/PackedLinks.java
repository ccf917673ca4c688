package dev.tardigrade.registry.gc.compact;

import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a manifest names, as raw bytes: 33 for each digest of SHA-256. */
public final class PackedLinks {

    private final byte[] bytes;

    private PackedLinks(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PackedLinks of(ManifestLinks links) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        pack(links.blobs(), packed);
        pack(links.manifests(), packed);
        pack(links.subject().stream().toList(), packed);
        return new PackedLinks(packed.toByteArray());
    }

    private static void pack(Collection<Digest> digests, ByteArrayOutputStream to) {
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(digests.size()).array());
        for (Digest digest : digests) {
            to.write(DigestTable.ALGORITHMS.indexOf(digest.algorithm()));
            to.writeBytes(HexFormat.of().parseHex(digest.hex()));
        }
    }

    public ManifestLinks links() {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        List<Digest> blobs = unpack(from);
        List<Digest> manifests = unpack(from);
        return new ManifestLinks(
                blobs,
                manifests,
                Optional.of(unpack(from)).filter(subject -> !subject.isEmpty()).map(List::getFirst));
    }

    private static List<Digest> unpack(ByteBuffer from) {
        List<Digest> digests = new ArrayList<>();
        for (int left = from.getInt(); left > 0; left--) {
            Algorithm algorithm = DigestTable.ALGORITHMS.get(from.get());
            byte[] raw = new byte[algorithm.bytes()];
            from.get(raw);
            digests.add(new Digest(algorithm, HexFormat.of().formatHex(raw)));
        }
        return digests;
    }

    /** How many bytes they take. */
    public int size() {
        return bytes.length;
    }
}
