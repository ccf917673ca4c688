package dev.tardigrade.operator.registry.model;

import dev.tardigrade.operator.vocabulary.Reason;

/**
 * Something that stands in the way.
 *
 * @param message the cause, and the remedy where there is one; holds no secret
 */
public record Problem(Reason reason, String message) {}
