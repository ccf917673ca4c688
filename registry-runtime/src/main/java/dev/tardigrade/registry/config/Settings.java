package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.source.Findings;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.source.Origin;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys as what they mean. A value that cannot be read is a problem, and is then treated as if it were not there, so that one
 * reading finds all problems.
 */
final class Settings {

    private static final int SHOWN = 60;
    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

    private final Node root;
    private final Findings findings;

    Settings(Node root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** Reads a value by a function that throws {@link IllegalArgumentException} with what it must be. */
    <T> @Nullable T value(Key key, Function<Node.Scalar, T> parse) {
        return switch (root.at(key.path())) {
            case null -> null;
            case Node.Nothing _ -> null;
            case Node.Scalar scalar -> parsed(key, scalar, parse);
            case Node.Mapping _, Node.Sequence _ -> {
                problem(key, "must be a single value");
                yield null;
            }
        };
    }

    <T> T value(Key key, T missing, Function<Node.Scalar, T> parse) {
        T value = value(key, parse);
        return value == null ? missing : value;
    }

    /** The same, but it must be there. */
    <T> @Nullable T required(Key key, Function<Node.Scalar, T> parse) {
        Node node = root.at(key.path());
        if (node == null || node instanceof Node.Nothing) {
            problem(key, "is missing: set it here or by " + key.path().variable());
        }
        return value(key, parse);
    }

    boolean flag(Key key, boolean missing) {
        return value(key, missing, written -> yesOrNo(written.text()));
    }

    /** A secret from the key itself or from the file that the other key names. */
    @Nullable Secret secret(Key key, Key fileKey) {
        Secret here = value(key, written -> new Secret(written.text()));
        Secret inFile = value(fileKey, written -> SecretFile.read(path(written)));
        if (isSet(key) && isSet(fileKey)) {
            problem(key, "is set as well as " + name(fileKey) + ": keep one of them");
        }
        return here == null ? inFile : here;
    }

    /** The entries of a key whose names the user chooses, or of a section. */
    Map<String, Node> entries(KeyPath path) {
        return switch (root.at(path)) {
            case null -> Map.of();
            case Node.Mapping mapping -> mapping.entries();
            case Node.Nothing _ -> Map.of();
            case Node.Scalar _, Node.Sequence _ -> {
                findings.problem(origin(path), path, "must hold keys and their values, each on a line of its own");
                yield Map.of();
            }
        };
    }

    /** Checks that a key that only stands for itself holds nothing. */
    void takesNoKeys(Key key) {
        entries(key.path()).keySet().forEach(name -> problem(key.path().child(name), "no such key: leave it out"));
    }

    /** Whether there is such a key, with a value or without. */
    boolean mentions(KeyPath path) {
        return root.at(path) != null;
    }

    boolean isSet(Key key) {
        Node node = root.at(key.path());
        return node != null && !(node instanceof Node.Nothing);
    }

    void problem(Key key, String message) {
        problem(key.path(), message);
    }

    void problem(KeyPath path, String message) {
        findings.problem(origin(path), path, message);
    }

    void problem(Origin origin, KeyPath path, String message) {
        findings.problem(origin, path, message);
    }

    void warning(Key key, String message) {
        findings.warning(origin(key.path()), key.path(), message);
    }

    /** How the user wrote a key: by its name or by that of the variable. */
    String name(Key key) {
        return origin(key.path()) instanceof Origin.Variable(var name)
                ? name
                : key.path().toString();
    }

    static Path path(Node.Scalar written) {
        return pathOf(written.text());
    }

    /** Reads a path. What it throws says what it must be. */
    static Path pathOf(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("must be the path of a file");
        }
    }

    /** Reads an address. What it throws does not show it: there may be a password in it. */
    static URI httpAddress(Node.Scalar written) {
        String expected = "must be an address such as https://registry.example.com";
        try {
            URI uri = new URI(written.text());
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (!http
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || written.text().matches(".*[\"\\\\#?].*")) {
                throw new IllegalArgumentException(expected);
            }
            return uri;
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException(expected);
        }
    }

    /** The texts of a list, or one text alone, read by a function as {@link #value} takes it; those with a problem are left out. */
    <T> List<T> values(Key key, Function<Node.Scalar, T> parse) {
        return switch (root.at(key.path())) {
            case null -> List.of();
            case Node.Nothing _ -> List.of();
            case Node.Sequence sequence -> items(key, sequence, parse);
            case Node.Scalar scalar -> items(key, new Node.Sequence(List.of(scalar), scalar.origin()), parse);
            case Node.Mapping _ -> {
                problem(key, "must be a list");
                yield List.of();
            }
        };
    }

    private <T> List<T> items(Key key, Node.Sequence sequence, Function<Node.Scalar, T> parse) {
        List<T> values = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (item instanceof Node.Scalar scalar) {
                T value = parsed(key, scalar, parse);
                if (value != null) {
                    values.add(value);
                }
            } else {
                problem(key, "must be a list of single values");
            }
        }
        return List.copyOf(values);
    }

    /** What stands at a key, for readers of what has a form of its own; null for nothing. */
    @Nullable Node node(Key key) {
        return root.at(key.path());
    }

    /** What a value is called in a message; long ones are cut, and what may be a user and a password before a host is left out. */
    private static String shown(Node.Scalar written) {
        String text = USER_INFO.matcher(written.text()).replaceFirst("$1…@");
        return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "'";
    }

    private <T> @Nullable T parsed(Key key, Node.Scalar written, Function<Node.Scalar, T> parse) {
        try {
            return parse.apply(written);
        } catch (IllegalArgumentException e) {
            problem(key, key.isSecret() ? reason(e) : reason(e) + ", and not " + shown(written));
            return null;
        }
    }

    static String reason(IllegalArgumentException e) {
        return Objects.requireNonNullElse(e.getMessage(), "is not valid");
    }

    private Origin origin(KeyPath path) {
        Node node = root.at(path);
        return node == null ? new Origin.Nowhere() : node.origin();
    }

    /** YAML 1.1 and Go between them know all of these. Throws an {@link IllegalArgumentException} that says what it must be. */
    static boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y", "t", "1" -> true;
            case "false", "no", "off", "n", "f", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
