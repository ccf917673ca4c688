package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import java.util.List;

/**
 * What was seen of a Registry after the operator did what it could.
 *
 * @param refusals what could not be applied, and why
 * @param paused whether nothing was to be applied
 */
public record Observation(Children children, List<Problem> refusals, boolean paused) {}
