/** Values that the steps of a Registry's reconciliation hand to each other. */
@NullMarked
package dev.tardigrade.operator.registry.model;

import org.jspecify.annotations.NullMarked;
