package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import java.util.List;

/**
 * What came of applying.
 *
 * @param children the objects of the Registry, as they are now
 * @param problems what the API server refused or failed with, or what stands in the way
 * @param failing whether it failed with an object, so that it may be otherwise the next time
 * @param wrote whether anything was written
 */
public record Applied(Children children, List<Problem> problems, boolean failing, boolean wrote) {

    public Applied {
        problems = List.copyOf(problems);
    }
}
