package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which tags are kept as time goes by. A tag that rules cover goes when none of these keeps it; others are never touched. */
public record Retention(List<Rule> rules) {

    public static final Retention NONE = new Retention(List.of());

    /** OCI distribution spec, "Referrers Tag Schema", and what signers make of it: such a tag belongs to the manifest of that digest. */
    private static final Pattern ABOUT_ANOTHER = Pattern.compile("sha(256|512)-[0-9a-f]{64}(\\..*)?");

    public Retention {
        rules = List.copyOf(rules);
    }

    /** What a rule is about, and what of it stays. */
    public record Rule(List<RepositoryPattern> repositories, List<TagPattern> tags, Keep keep) {

        public Rule {
            repositories = List.copyOf(repositories);
            tags = List.copyOf(tags);
        }

        public boolean concerns(RepositoryName repository) {
            return repositories.stream().anyMatch(pattern -> pattern.matches(repository));
        }

        /** Whether the rule is about this tag, in repositories that it concerns. */
        public boolean covers(Tag tag) {
            return !ABOUT_ANOTHER.matcher(tag.value()).matches()
                    && tags.stream().anyMatch(pattern -> pattern.matches(tag));
        }
    }

    /**
     * What stays.
     *
     * @param newest so many of those that were pushed last; 0 for none by this
     * @param pushedWithin those whose last push is not longer ago; null for none by this
     * @param tags those of these names, which do not count among the newest
     */
    public record Keep(int newest, @Nullable Duration pushedWithin, List<TagPattern> tags) {

        /** Most that can be kept for being the newest. */
        public static final int MOST_NEWEST = 10_000;

        public Keep {
            tags = List.copyOf(tags);
            if (newest < 0 || newest > MOST_NEWEST || (pushedWithin != null && !pushedWithin.isPositive())) {
                throw new IllegalArgumentException("no tags can be kept by this");
            }
            if (newest == 0 && pushedWithin == null && tags.isEmpty()) {
                throw new IllegalArgumentException("must keep something: give it newest, pushedwithin or tags");
            }
        }

        /** Whether it stays whatever its age. */
        public boolean always(Tag tag) {
            return tags.stream().anyMatch(pattern -> pattern.matches(tag));
        }
    }

    /** Whether this tag of this repository may go some time. */
    public boolean covers(RepositoryName repository, Tag tag) {
        return rules.stream().anyMatch(rule -> rule.concerns(repository) && rule.covers(tag));
    }
}
