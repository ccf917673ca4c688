package dev.tardigrade.registry.retention;

import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges the tags of one repository: all are shown to it first, then each is asked for. Its memory does not grow with them. */
final class Judgement {

    private final RepositoryName repository;
    private final ImmutableTags immutable;
    private final Instant now;
    private final List<Law> laws = new ArrayList<>();

    Judgement(Retention retention, ImmutableTags immutable, RepositoryName repository, Instant now) {
        this.repository = repository;
        this.immutable = immutable;
        this.now = now;
        for (int i = 0; i < retention.rules().size(); i++) {
            Retention.Rule rule = retention.rules().get(i);
            if (rule.concerns(repository)) {
                laws.add(new Law(i, rule, new Newest(rule.keep().newest())));
            }
        }
    }

    /** Whether any rule concerns the repository. */
    boolean isNeeded() {
        return !laws.isEmpty();
    }

    /** Shows it a tag, whose last push was then. */
    void show(Tag tag, Instant pushed) {
        covering(tag).stream().filter(law -> !law.rule.keep().always(tag)).forEach(law -> law.newest.add(pushed));
    }

    /** Why the tag goes; nothing where it stays. */
    Optional<String> reasonAgainst(Tag tag, Instant pushed) {
        List<Law> covering = covering(tag);
        return covering.isEmpty() || covering.stream().anyMatch(law -> law.keeps(tag, pushed, now))
                ? Optional.empty()
                : Optional.of("pushed " + pushed + "; "
                        + covering.stream().map(Law::reason).collect(Collectors.joining("; ")));
    }

    private List<Law> covering(Tag tag) {
        return immutable.cover(repository, tag)
                ? List.of()
                : laws.stream().filter(law -> law.rule.covers(tag)).toList();
    }

    /**
     * A rule, and what it has seen here.
     *
     * @param index of the rule in the configuration
     */
    private record Law(int index, Retention.Rule rule, Newest newest) {

        boolean keeps(Tag tag, Instant pushed, Instant now) {
            Duration within = rule.keep().pushedWithin();
            return rule.keep().always(tag)
                    || newest.includes(pushed)
                    || (within != null && !pushed.isBefore(now.minus(within)));
        }

        /** Why it does not keep a tag that it does not keep. */
        String reason() {
            List<String> reasons = new ArrayList<>();
            if (rule.keep().newest() > 0) {
                reasons.add("not among the newest " + rule.keep().newest());
            }
            Duration within = rule.keep().pushedWithin();
            if (within != null) {
                reasons.add("not within "
                        + within.toString().substring("PT".length()).toLowerCase(Locale.ROOT));
            }
            if (!rule.keep().tags().isEmpty()) {
                reasons.add("of no name that stays");
            }
            return "rule " + index + ": " + String.join(", ", reasons);
        }
    }
}
