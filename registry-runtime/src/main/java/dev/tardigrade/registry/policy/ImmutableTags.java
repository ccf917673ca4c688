package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.util.List;

/** Tags that, once they are there, are neither moved nor removed. */
public record ImmutableTags(List<Rule> rules) {

    public static final ImmutableTags NONE = new ImmutableTags(List.of());

    public ImmutableTags {
        rules = List.copyOf(rules);
    }

    /**
     * Some of them.
     *
     * @param except tags that the rule is not about, though {@code tags} mean them
     */
    public record Rule(List<TagPattern> tags, List<TagPattern> except, List<RepositoryPattern> repositories) {

        public Rule {
            tags = List.copyOf(tags);
            except = List.copyOf(except);
            repositories = List.copyOf(repositories);
        }

        boolean covers(RepositoryName repository, Tag tag) {
            return tags.stream().anyMatch(pattern -> pattern.matches(tag))
                    && except.stream().noneMatch(pattern -> pattern.matches(tag))
                    && repositories.stream().anyMatch(pattern -> pattern.matches(repository));
        }
    }

    /** Whether this tag of this repository is one. */
    public boolean cover(RepositoryName repository, Tag tag) {
        return rules.stream().anyMatch(rule -> rule.covers(repository, tag));
    }
}
