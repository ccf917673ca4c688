package dev.tardigrade.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.files.Watched;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The robots of a file: names and the SHA-256 of passwords that a machine has made. A name may stand on several lines, and each of its passwords
 * counts, so that one can follow another while both are in use.
 *
 * <p>Their passwords are random and long, so nothing is gained by a hash that is slow.
 */
public final class RobotFile {

    private static final Pattern LINE = Pattern.compile("([^:\\s]{1,128}):sha256:([0-9a-f]{64})");

    private final Map<String, List<byte[]>> hashes;

    private RobotFile(Map<String, List<byte[]>> hashes) {
        this.hashes = Map.copyOf(hashes);
    }

    /**
     * Reads lines {@code name:sha256:hash}; empty ones and those that begin with {@code #} are skipped.
     *
     * @throws IllegalArgumentException that names the first line that is none
     */
    public static RobotFile parse(List<String> lines) {
        Map<String, List<byte[]>> hashes = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " is not NAME:sha256:HASH with the hash in hexadecimal digits");
            }
            hashes.computeIfAbsent(parts.group(1), _ -> new ArrayList<>())
                    .add(HexFormat.of().parseHex(parts.group(2)));
        }
        return new RobotFile(hashes);
    }

    /**
     * Follows a file of such lines.
     *
     * @throws IOException that says what is wrong with it
     */
    public static Supplier<RobotFile> watch(Path file, InstantSource clock) throws IOException {
        return Watched.open(List.of(file), () -> PasswordFile.read(file, RobotFile::parse), clock);
    }

    boolean knows(String name, Secret password) {
        byte[] shown = sha256(password);
        boolean equal = false;
        for (byte[] hash : hashes.getOrDefault(name, List.of())) {
            equal |= MessageDigest.isEqual(hash, shown);
        }
        return equal;
    }

    private static byte[] sha256(Secret password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.reveal().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
