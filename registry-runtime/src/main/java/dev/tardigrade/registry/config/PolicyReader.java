package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code auth.policies}. */
final class PolicyReader {

    private static final KeyPath POLICIES = Key.AUTH_POLICIES.path();
    private static final String WHO = "who";
    private static final String REPOSITORIES = "repositories";
    private static final String ACTIONS = "actions";
    private static final Set<String> FIELDS = Set.of(WHO, REPOSITORIES, ACTIONS);
    private static final int MAX_RULES = 1000;

    private final Settings settings;

    PolicyReader(Settings settings) {
        this.settings = settings;
    }

    /** Null where there are none, which is something else than an empty list: that allows nothing. */
    @Nullable List<AccessRule> read() {
        return switch (settings.node(Key.AUTH_POLICIES)) {
            case null -> null;
            case Node.Nothing _ -> null;
            case Node.Sequence sequence -> rules(sequence);
            case Node.Scalar _, Node.Mapping _ -> {
                settings.problem(POLICIES, "must be a list of rules");
                yield List.of();
            }
        };
    }

    private List<AccessRule> rules(Node.Sequence sequence) {
        List<AccessRule> rules = new ArrayList<>();
        if (sequence.items().size() > MAX_RULES) {
            settings.problem(POLICIES, "must be at most " + MAX_RULES + " rules");
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            KeyPath path = POLICIES.child(Integer.toString(i));
            if (sequence.items().get(i) instanceof Node.Mapping mapping) {
                rules.add(rule(path, mapping));
            } else {
                problem(sequence.items().get(i), path, "must have who, repositories and actions");
            }
        }
        return rules;
    }

    private AccessRule rule(KeyPath path, Node.Mapping mapping) {
        mapping.entries().forEach((name, node) -> {
            if (!FIELDS.contains(name)) {
                problem(node, path.child(name), "no such key; the keys of a rule are who, repositories and actions");
            }
        });
        List<Action> actions = field(path, mapping, ACTIONS, PolicyReader::action);
        return new AccessRule(
                field(path, mapping, WHO, Subject::parse),
                field(path, mapping, REPOSITORIES, RepositoryPattern::new),
                actions.isEmpty() ? Set.of() : EnumSet.copyOf(actions));
    }

    private static Action action(String word) {
        return Action.byWord(word).orElseThrow(() -> new IllegalArgumentException("must be pull, push or delete"));
    }

    private <T> List<T> field(KeyPath rule, Node.Mapping mapping, String name, Function<String, T> parse) {
        KeyPath path = rule.child(name);
        List<T> values = new ArrayList<>();
        switch (mapping.entries().get(name)) {
            case null -> problem(mapping, path, "is missing");
            case Node.Scalar scalar -> add(path, scalar, parse, values);
            case Node.Sequence sequence -> sequence.items().forEach(item -> add(path, item, parse, values));
            case Node.Nothing nothing -> problem(nothing, path, "is missing");
            case Node.Mapping wrong -> problem(wrong, path, "must be a list of single values");
        }
        return values;
    }

    private <T> void add(KeyPath path, Node item, Function<String, T> parse, List<T> values) {
        if (!(item instanceof Node.Scalar(String text, var _))) {
            problem(item, path, "must be a list of single values");
            return;
        }
        try {
            values.add(parse.apply(text));
        } catch (IllegalArgumentException e) {
            problem(item, path, Settings.reason(e));
        }
    }

    private void problem(Node at, KeyPath path, String message) {
        settings.problem(at.origin(), path, message);
    }
}
