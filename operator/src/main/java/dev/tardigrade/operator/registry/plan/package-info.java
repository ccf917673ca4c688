/** Decides what a Registry needs. Pure: no clock, no randomness, no cluster; all of it comes in as {@link Inputs}. */
@NullMarked
package dev.tardigrade.operator.registry.plan;

import org.jspecify.annotations.NullMarked;
