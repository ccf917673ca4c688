package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Registry needs.
 *
 * @param files what came of the Secrets that servers read as files
 * @param problem why the spec cannot be carried out as it stands; null where it can
 * @param image of the server
 * @param installed which kinds of objects the cluster knows
 * @param ahead what is to be recorded in a pass of its own, before anything uses it; the pass that finds it there goes on
 * @param objects what is wanted; null where too little is known to want anything, and what is there stays as it is
 * @param cleanup what empties the storage of a Registry that goes; null where it does not go, or the storage cannot be opened
 * @param renewsFiles whether there are keys of tokens or passwords of robots among the objects that are not recorded yet
 * @param whole whether the objects are all that is wanted, so that others may go
 */
public record Plan(
        Allocation allocation,
        Resolution references,
        FilesResolution files,
        @Nullable Problem problem,
        ImageName image,
        InstalledKinds installed,
        List<HasMetadata> ahead,
        @Nullable List<HasMetadata> objects,
        @Nullable Job cleanup,
        boolean renewsFiles,
        boolean whole) {

    public Plan {
        ahead = List.copyOf(ahead);
    }

    /** Whether credentials are to be made, as far as the spec allows it. A cache that may be behind is not believed before that. */
    public boolean issues() {
        return problem == null && (references.issued().isPresent() || renewsFiles);
    }

    /** What is wrong with a Secret that the spec names, if anything. */
    public Optional<Problem> trouble() {
        return references.trouble().or(files::trouble);
    }

    public Optional<Job> cleanupJob() {
        return Optional.ofNullable(cleanup);
    }

    public Optional<Problem> specProblem() {
        return Optional.ofNullable(problem);
    }

    public Optional<List<HasMetadata>> wanted() {
        return Optional.ofNullable(objects);
    }
}
