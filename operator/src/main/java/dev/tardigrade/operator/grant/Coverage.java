package dev.tardigrade.operator.grant;

import java.util.List;

/** Where a grant works: what its caveats allow and its keys open. */
public sealed interface Coverage {

    boolean contains(BucketPath path);

    /** Every bucket of the project, also those that are not there yet. */
    record Everything() implements Coverage {

        @Override
        public boolean contains(BucketPath path) {
            return true;
        }
    }

    /** These and no other; none where caveats contradict each other or keys are missing. */
    record Only(List<BucketPath> paths) implements Coverage {

        public Only {
            paths = List.copyOf(paths);
        }

        @Override
        public boolean contains(BucketPath path) {
            return paths.stream().anyMatch(covered -> covered.contains(path));
        }
    }
}
