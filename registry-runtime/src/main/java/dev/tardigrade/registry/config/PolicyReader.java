package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import dev.tardigrade.registry.policy.TagPattern;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code auth.policies} and {@code tags.immutable}. */
final class PolicyReader {

    private static final String WHO = "who";
    private static final String REPOSITORIES = "repositories";
    private static final String ACTIONS = "actions";
    private static final String TAGS = "tags";
    private static final String EXCEPT = "except";

    private final Settings settings;

    PolicyReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Null where there are none, which is something else than an empty list: that allows nothing.
     *
     * @param identities names of {@code auth.identities}
     */
    @Nullable List<AccessRule> access(Set<String> identities) {
        return new RuleReader(settings, Key.AUTH_POLICIES, List.of(WHO, REPOSITORIES, ACTIONS))
                .read(rule -> access(rule, identities));
    }

    private static AccessRule access(RuleReader.Rule rule, Set<String> identities) {
        List<Action> actions = rule.values(ACTIONS, PolicyReader::action);
        return new AccessRule(
                rule.values(WHO, who -> Subject.parse(who, identities)),
                rule.values(REPOSITORIES, RepositoryPattern::new),
                actions.isEmpty() ? Set.of() : EnumSet.copyOf(actions));
    }

    private static Action action(String word) {
        return Action.byWord(word).orElseThrow(() -> new IllegalArgumentException("must be pull, push or delete"));
    }

    ImmutableTags immutableTags() {
        List<ImmutableTags.Rule> rules = new RuleReader(
                        settings, Key.TAGS_IMMUTABLE, List.of(TAGS, EXCEPT, REPOSITORIES))
                .read(PolicyReader::immutable);
        return rules == null ? ImmutableTags.NONE : new ImmutableTags(rules);
    }

    private static ImmutableTags.Rule immutable(RuleReader.Rule rule) {
        return new ImmutableTags.Rule(
                rule.values(TAGS, TagPattern::new),
                rule.anyValues(EXCEPT, TagPattern::new),
                rule.values(REPOSITORIES, RepositoryPattern::new));
    }
}
