package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.source.Finding;
import java.util.List;

/** What came of reading a configuration. */
public sealed interface LoadResult {

    /** It is usable; the warnings name what has no effect. */
    record Loaded(Configuration configuration, List<Finding> warnings) implements LoadResult {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /** It is not usable, for all of these reasons. */
    record Rejected(List<Finding> problems) implements LoadResult {
        public Rejected {
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("nothing is rejected without a problem");
            }
            problems = List.copyOf(problems);
        }
    }
}
