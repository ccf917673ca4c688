package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.ServerFiles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of the Secrets that servers read as files.
 *
 * @param files what to work with; null where something is missing that never was there
 * @param problem what is wrong, if anything; where there are files all the same, they are those of before
 */
public record FilesResolution(
        @Nullable ServerFiles files, @Nullable Problem problem) {

    public Optional<ServerFiles> usable() {
        return Optional.ofNullable(files);
    }

    public Optional<Problem> trouble() {
        return Optional.ofNullable(problem);
    }
}
