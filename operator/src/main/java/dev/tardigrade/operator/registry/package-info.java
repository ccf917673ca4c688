/** Reconciles a {@code Registry} in four steps: gather, plan, apply, report. */
@NullMarked
package dev.tardigrade.operator.registry;

import org.jspecify.annotations.NullMarked;
