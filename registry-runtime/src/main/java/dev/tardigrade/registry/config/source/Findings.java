package dev.tardigrade.registry.config.source;

import java.util.ArrayList;
import java.util.List;

/** Collects what one reading of a configuration finds. For one thread. */
public final class Findings {

    private final List<Finding> problems = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    /** Something without which the registry cannot do what was asked. */
    public void problem(Origin origin, KeyPath path, String message) {
        problems.add(new Finding(origin, path, message));
    }

    /** Something that has no effect, or another one than it has in {@code registry:2}. */
    public void warning(Origin origin, KeyPath path, String message) {
        warnings.add(new Finding(origin, path, message));
    }

    public List<Finding> problems() {
        return List.copyOf(problems);
    }

    public List<Finding> warnings() {
        return List.copyOf(warnings);
    }
}
