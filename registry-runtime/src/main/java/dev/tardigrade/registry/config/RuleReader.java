package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a key that holds a list of rules, each of which has fields that are lists of single values, or one alone. */
final class RuleReader {

    private static final int MAX_RULES = 1000;

    private final Settings settings;
    private final Key key;
    private final List<String> fields;

    /** @param fields that a rule may have */
    RuleReader(Settings settings, Key key, List<String> fields) {
        this.settings = settings;
        this.key = key;
        this.fields = List.copyOf(fields);
    }

    /** Null where there are none, which may be something else than an empty list. */
    <T> @Nullable List<T> read(Function<Rule, T> make) {
        return switch (settings.node(key)) {
            case null -> null;
            case Node.Nothing _ -> null;
            case Node.Sequence sequence -> rules(sequence, make);
            case Node.Scalar _, Node.Mapping _ -> {
                settings.problem(key, "must be a list of rules");
                yield List.of();
            }
        };
    }

    private <T> List<T> rules(Node.Sequence sequence, Function<Rule, T> make) {
        List<T> rules = new ArrayList<>();
        if (sequence.items().size() > MAX_RULES) {
            settings.problem(key, "must be at most " + MAX_RULES + " rules");
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            KeyPath path = key.path().child(Integer.toString(i));
            if (sequence.items().get(i) instanceof Node.Mapping mapping) {
                rules.add(make.apply(new Rule(path, known(path, mapping))));
            } else {
                problem(sequence.items().get(i), path, "must have " + listed());
            }
        }
        return rules;
    }

    private Node.Mapping known(KeyPath path, Node.Mapping mapping) {
        mapping.entries().forEach((name, node) -> {
            if (!fields.contains(name)) {
                problem(node, path.child(name), "no such key; the keys of a rule are " + listed());
            }
        });
        return mapping;
    }

    private String listed() {
        return String.join(", ", fields.subList(0, fields.size() - 1)) + " and " + fields.getLast();
    }

    private void problem(Node at, KeyPath path, String message) {
        settings.problem(at.origin(), path, message);
    }

    /** One of them. */
    final class Rule {

        private final KeyPath path;
        private final Node.Mapping mapping;

        private Rule(KeyPath path, Node.Mapping mapping) {
            this.path = path;
            this.mapping = mapping;
        }

        /** The values of a field that must be there. Those with a problem are left out. */
        <T> List<T> values(String name, Function<String, T> parse) {
            return values(name, parse, true);
        }

        /** The values of a field; none where it is missing. */
        <T> List<T> anyValues(String name, Function<String, T> parse) {
            return values(name, parse, false);
        }

        private <T> List<T> values(String name, Function<String, T> parse, boolean required) {
            KeyPath field = path.child(name);
            List<T> values = new ArrayList<>();
            switch (mapping.entries().get(name)) {
                case null -> missing(mapping, field, required);
                case Node.Scalar scalar -> add(field, scalar, parse, values);
                case Node.Sequence sequence -> sequence.items().forEach(item -> add(field, item, parse, values));
                case Node.Nothing nothing -> missing(nothing, field, required);
                case Node.Mapping wrong -> problem(wrong, field, "must be a list of single values");
            }
            return values;
        }

        private void missing(Node at, KeyPath field, boolean required) {
            if (required) {
                problem(at, field, "is missing");
            }
        }

        private <T> void add(KeyPath field, Node item, Function<String, T> parse, List<T> values) {
            if (!(item instanceof Node.Scalar(String text, var _))) {
                problem(item, field, "must be a list of single values");
                return;
            }
            try {
                values.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                problem(item, field, Settings.reason(e));
            }
        }
    }
}
