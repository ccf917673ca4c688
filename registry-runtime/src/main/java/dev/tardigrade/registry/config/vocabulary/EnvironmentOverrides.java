package dev.tardigrade.registry.config.vocabulary;

import dev.tardigrade.registry.config.source.Findings;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.source.Origin;
import dev.tardigrade.registry.config.source.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lays the variables {@code REGISTRY_…} over what the file says, as {@code registry:2} does: each names a key or a whole section,
 * its value is YAML and takes the place of what was there, and shorter names go first.
 *
 * <p>Differences: a variable that names nothing is a problem; a secret is taken as it stands, and so is a value that is no YAML text where
 * one text is wanted; {@code …_FILE} names a file with a secret; what Kubernetes injects for Services is passed over.
 */
public final class EnvironmentOverrides {

    /** The sections that may be written as the name of their only key. */
    private static final List<KeyPath> CHOICES = List.of(KeyPath.of("storage"), KeyPath.of("auth"));

    private static final String FILE_SUFFIX = "file";

    private final Findings findings;

    public EnvironmentOverrides(Findings findings) {
        this.findings = findings;
    }

    /** The configuration with the variables laid over it; in it the sections {@code storage} and {@code auth} are no plain words. */
    public Node apply(Node file, Map<String, String> environment) {
        Node tree = spelledOut(file);
        // Sorted: REGISTRY_STORAGE must be there before REGISTRY_STORAGE_S3_BUCKET is put into it.
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(KeyPath.VARIABLE_PREFIX) && !ForeignVariables.include(name, variable.getValue())) {
                tree = spelledOut(applied(tree, name, variable.getValue()));
            }
        }
        return tree;
    }

    private Node applied(Node tree, String name, String value) {
        var origin = new Origin.Variable(name);
        List<String> written =
                List.of(name.substring(KeyPath.VARIABLE_PREFIX.length()).split("_", -1));
        var path = new KeyPath(
                written.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList());
        Optional<KeyPath> target = target(path);
        if (target.isEmpty()) {
            findings.problem(origin, KeyPath.ROOT, "no such setting" + hint(path));
            return tree;
        }
        if (!path.variable().equals(name) && !caseIsFree(path)) {
            findings.problem(origin, KeyPath.ROOT, "write it in capital letters: " + path.variable());
            return tree;
        }
        return put(tree, target.get(), 0, value(target.get(), origin, value));
    }

    private static Optional<KeyPath> target(KeyPath path) {
        if (Vocabulary.covering(path).isPresent() || Vocabulary.isSection(path)) {
            return Optional.of(path);
        }
        return path.last().equals(FILE_SUFFIX) && isSecret(path.parent())
                ? Optional.of(path.parent().parent().child(path.parent().last() + FILE_SUFFIX))
                : Optional.empty();
    }

    private static boolean isSecret(KeyPath path) {
        return isOf(path, Disposition.Shape.SECRET);
    }

    private static boolean isOf(KeyPath path, Disposition.Shape shape) {
        return Vocabulary.covering(path)
                .filter(key -> key.path().equals(path))
                .filter(key ->
                        key.disposition() instanceof Disposition.Supported supported && supported.shape() == shape)
                .isPresent();
    }

    /** Below these, names are not fields of {@code registry:2} but entries of maps, which it finds in any case. */
    private static boolean caseIsFree(KeyPath path) {
        return Stream.of("storage", "auth", "log.fields", "http.headers")
                .map(KeyPath::of)
                .anyMatch(map -> path.isWithin(map)
                        && path.elements().size() > map.elements().size());
    }

    private Node value(KeyPath path, Origin.Variable origin, String text) {
        if (isSecret(path)) {
            return verbatim(origin, text);
        }
        if (!isOf(path, Disposition.Shape.SCALAR)) {
            return YamlDocument.parse(text, _ -> origin, findings);
        }
        var ofThisValue = new Findings();
        Node node = YamlDocument.parse(text, _ -> origin, ofThisValue);
        boolean comment = text.startsWith("#") || text.startsWith("%");
        boolean asText = !ofThisValue.problems().isEmpty()
                || switch (node) {
                    case Node.Nothing _ -> comment;
                    case Node.Scalar _ -> false;
                    case Node.Mapping _, Node.Sequence _ -> true;
                };
        return asText ? new Node.Scalar(text, origin) : node;
    }

    /** YAML would cut a secret at a {@code #}, or take it for nothing; as in a file, a line break at the end does not count. */
    private static Node verbatim(Origin.Variable origin, String text) {
        String secret = text.replaceFirst("\\R\\z", "");
        return secret.isEmpty() ? new Node.Nothing(origin) : new Node.Scalar(secret, origin);
    }

    private Node put(Node tree, KeyPath path, int depth, Node value) {
        if (depth == path.elements().size()) {
            return value;
        }
        return switch (tree) {
            case Node.Nothing(var origin) -> put(new Node.Mapping(Map.of(), origin), path, depth, value);
            case Node.Mapping mapping -> putEntry(mapping, path, depth, value);
            case Node.Sequence sequence -> putItem(sequence, path, depth, value);
            // Not a section, which the check of the whole will say.
            case Node.Scalar scalar -> scalar;
        };
    }

    private Node putEntry(Node.Mapping mapping, KeyPath path, int depth, Node value) {
        String element = path.elements().get(depth);
        Map<String, Node> entries = new LinkedHashMap<>(mapping.entries());
        String name = entries.keySet().stream()
                .filter(element::equalsIgnoreCase)
                .findFirst()
                .orElse(element);
        Node before = entries.getOrDefault(name, new Node.Nothing(value.origin()));
        entries.put(name, put(before, path, depth + 1, value));
        return new Node.Mapping(entries, mapping.origin());
    }

    private Node putItem(Node.Sequence sequence, KeyPath path, int depth, Node value) {
        String element = path.elements().get(depth);
        List<Node> items = new ArrayList<>(sequence.items());
        boolean number = element.matches("\\d{1,4}");
        if (!number || Integer.parseInt(element) > items.size()) {
            findings.problem(value.origin(), path, "must name one of the " + items.size() + " elements, or the next");
            return sequence;
        }
        int index = Integer.parseInt(element);
        if (index == items.size()) {
            items.add(new Node.Nothing(value.origin()));
        }
        items.set(index, put(items.get(index), path, depth + 1, value));
        return new Node.Sequence(items, sequence.origin());
    }

    private static Node spelledOut(Node tree) {
        if (!(tree instanceof Node.Mapping(var entries, var origin))) {
            return tree;
        }
        Map<String, Node> spelled = new LinkedHashMap<>(entries);
        for (KeyPath choice : CHOICES) {
            if (tree.at(choice) instanceof Node.Scalar(var word, var place)) {
                spelled.put(choice.last(), new Node.Mapping(Map.of(word, new Node.Nothing(place)), place));
            }
        }
        return new Node.Mapping(spelled, origin);
    }

    private static String hint(KeyPath path) {
        return Vocabulary.nearest(path)
                .map(near -> "; did you mean " + near.variable() + "?")
                .orElse("; the README lists all keys");
    }
}
