package dev.tardigrade.registry.config.vocabulary;

import dev.tardigrade.registry.config.source.Findings;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.source.Origin;
import java.util.Locale;
import java.util.Set;

/** Reports every key of a configuration that is unknown, has no effect or is refused. Supported keys are left to their readers. */
public final class VocabularyCheck {

    private final Findings findings;

    public VocabularyCheck(Findings findings) {
        this.findings = findings;
    }

    /** Reports on a whole configuration, whose sections {@code storage} and {@code auth} are mappings. */
    public void check(Node root) {
        section(KeyPath.ROOT, root);
    }

    private void section(KeyPath path, Node node) {
        switch (node) {
            case Node.Nothing _ -> {}
            case Node.Mapping mapping -> mapping.entries().forEach((name, value) -> entry(path.child(name), value));
            case Node.Scalar _, Node.Sequence _ -> notASection(path, node.origin());
        }
    }

    private void notASection(KeyPath path, Origin origin) {
        findings.problem(origin, path, "must hold keys and their values, each on a line of its own");
    }

    private void entry(KeyPath path, Node value) {
        var covering = Vocabulary.covering(path);
        if (covering.isPresent()) {
            known(covering.get(), value);
        } else if (Vocabulary.isSection(path)) {
            section(path, value);
        } else {
            findings.problem(value.origin(), path, "no such key" + hint(path));
        }
    }

    private void known(Key key, Node value) {
        switch (key.disposition()) {
            case Disposition.Supported _ -> {}
            case Disposition.Ignored(var reason, var silent) -> {
                if (!silent(value, silent)) {
                    findings.warning(value.origin(), key.path(), "has no effect: " + plain(reason));
                }
            }
            case Disposition.Refused(var remedy, var silent) -> {
                if (!silent(value, silent)) {
                    findings.problem(value.origin(), key.path(), "not supported: " + plain(remedy));
                }
            }
        }
    }

    /** Without the marks of the README. */
    private static String plain(String meaning) {
        return meaning.replace("`", "");
    }

    private static String hint(KeyPath path) {
        return Vocabulary.nearest(path)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; the README lists all keys");
    }

    private static boolean silent(Node value, Set<String> silent) {
        return switch (value) {
            case Node.Nothing _ -> silent.contains("");
            case Node.Scalar scalar ->
                silent.contains(scalar.text()) || silent.contains(scalar.text().toLowerCase(Locale.ROOT));
            case Node.Mapping mapping ->
                silent(silent) && mapping.entries().values().stream().allMatch(each -> silent(each, silent));
            case Node.Sequence sequence ->
                silent(silent) && sequence.items().stream().allMatch(each -> silent(each, silent));
        };
    }

    private static boolean silent(Set<String> silent) {
        return silent.contains("");
    }
}
