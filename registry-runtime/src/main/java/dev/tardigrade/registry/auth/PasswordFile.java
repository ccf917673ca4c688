package dev.tardigrade.registry.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The content of an htpasswd file: users and their bcrypt hashes. */
public final class PasswordFile {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

    private final Map<String, String> hashes;

    private PasswordFile(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
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

    Optional<String> hashOf(String user) {
        return Optional.ofNullable(hashes.get(user));
    }
}
