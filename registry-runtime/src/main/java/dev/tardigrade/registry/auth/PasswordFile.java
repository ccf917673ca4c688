package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.files.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The content of an htpasswd file: users and their bcrypt hashes. */
public final class PasswordFile {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

    private static final int MAX_LINES = 100_000;
    /** Of no password. */
    private static final String NOBODY = "$2y$10$" + ".".repeat(53);

    private final Map<String, String> hashes;
    private final List<String> costs;

    private PasswordFile(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
        this.costs = List.copyOf(hashes.values());
    }

    /**
     * Reads lines {@code user:hash}; empty ones and those that begin with {@code #} are skipped.
     *
     * @throws IllegalArgumentException that names the first line that is none, or whose hash is not bcrypt
     */
    public static PasswordFile parse(List<String> lines) {
        Map<String, String> hashes = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || !BCRYPT.matcher(line.substring(colon + 1)).matches()) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " is not a user and a bcrypt hash; make it with htpasswd -B");
            }
            hashes.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return new PasswordFile(hashes);
    }

    /**
     * Follows a file of such lines.
     *
     * @throws IOException that says what is wrong with it
     */
    public static Supplier<PasswordFile> watch(Path file, InstantSource clock) throws IOException {
        return Watched.open(List.of(file), () -> read(file, PasswordFile::parse), clock);
    }

    /**
     * Reads a file of lines.
     *
     * @param parse throws an {@link IllegalArgumentException} that says what is wrong
     * @throws IOException that says what is wrong with it
     */
    static <T> T read(Path file, Function<List<String>, T> parse) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return parse.apply(lines.limit(MAX_LINES).toList());
        } catch (IOException | UncheckedIOException e) {
            throw new IOException(file + " cannot be read: it must be a text file that this user may read", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    Optional<String> hashOf(String user) {
        return Optional.ofNullable(hashes.get(user));
    }

    /**
     * A hash to compare with where there is no such user. Which one depends on the seed alone, so that unknown users cost what known ones do,
     * each always the same.
     */
    String hashInstead(int seed) {
        return costs.isEmpty() ? NOBODY : costs.get(Math.floorMod(seed, costs.size()));
    }
}
