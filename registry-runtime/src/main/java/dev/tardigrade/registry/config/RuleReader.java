package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a key that holds a list of rules. The fields of each are single values, lists of them, or sections. */
final class RuleReader {

    private static final int MAX_RULES = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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

    /**
     * Those that {@code make} finds no problem with. No two may have one name.
     *
     * @param most of them there may be
     * @param plural what they are called
     */
    <T> List<T> readNamed(Function<Rule, Optional<T>> make, Function<T, String> name, int most, String plural) {
        List<Optional<T>> all = read(make);
        if (all == null) {
            return List.of();
        }
        List<T> good = all.stream().flatMap(Optional::stream).toList();
        Set<String> names = new HashSet<>();
        good.stream()
                .map(name)
                .filter(each -> !names.add(each))
                .findFirst()
                .ifPresent(twice -> settings.problem(key, "has the name " + twice + " twice"));
        if (good.size() > most) {
            settings.problem(key, "must be at most " + most + " " + plural);
        }
        return good;
    }

    /** Reads the name of something that a rule is about. What it throws says what it must be. */
    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a name of letters, digits and ._-");
        }
        return text;
    }

    private <T> List<T> rules(Node.Sequence sequence, Function<Rule, T> make) {
        List<T> rules = new ArrayList<>();
        if (sequence.items().size() > MAX_RULES) {
            settings.problem(key, "must be at most " + MAX_RULES + " rules");
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            KeyPath path = key.path().child(Integer.toString(i));
            if (sequence.items().get(i) instanceof Node.Mapping mapping) {
                rules.add(make.apply(new Rule(path, known(path, mapping, fields))));
            } else {
                problem(sequence.items().get(i), path, "must have " + listed(fields));
            }
        }
        return rules;
    }

    private Node.Mapping known(KeyPath path, Node.Mapping mapping, List<String> allowed) {
        mapping.entries().forEach((name, node) -> {
            if (!allowed.contains(name)) {
                problem(node, path.child(name), "no such key; the keys of a rule are " + listed(allowed));
            }
        });
        return mapping;
    }

    private static String listed(List<String> fields) {
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

        /** A field of one value; empty where it is missing or has a problem. */
        <T> Optional<T> single(String name, Function<String, T> parse) {
            return one(name, parse, false);
        }

        private <T> Optional<T> one(String name, Function<String, T> parse, boolean required) {
            List<T> values = values(name, parse, required);
            if (values.size() > 1) {
                problem(mapping.entries().getOrDefault(name, mapping), path.child(name), "must be a single value");
            }
            return values.stream().findFirst();
        }

        /** The same for one that must be there. */
        <T> Optional<T> needed(String name, Function<String, T> parse) {
            return one(name, parse, true);
        }

        /** A field that has fields of its own; without any where it is missing. */
        Rule section(String name, List<String> allowed) {
            KeyPath field = path.child(name);
            Node.Mapping inner = mapping(name);
            return new Rule(field, known(field, inner, allowed));
        }

        /** A field whose entries have names of the user's choice, and lists of values. */
        Map<String, List<String>> lists(String name) {
            Rule inner = new Rule(path.child(name), mapping(name));
            Map<String, List<String>> lists = new LinkedHashMap<>();
            inner.mapping.entries().keySet().forEach(entry -> lists.put(entry, inner.anyValues(entry, text -> text)));
            return lists;
        }

        private Node.Mapping mapping(String name) {
            Node node = mapping.entries().get(name);
            if (node instanceof Node.Mapping inner) {
                return inner;
            }
            if (node != null && !(node instanceof Node.Nothing)) {
                problem(node, path.child(name), "must hold keys and their values");
            }
            return new Node.Mapping(Map.of(), mapping.origin());
        }

        /** Does something with a field that may find it wrong. */
        void tried(String name, Runnable work) {
            try {
                work.run();
            } catch (IllegalArgumentException e) {
                problem(mapping.entries().getOrDefault(name, mapping), path.child(name), Settings.reason(e));
            }
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
