/** Actors whose calls of a store come in an order that a seed decides, so that a race that was lost once is lost each time. */
@NullMarked
package dev.tardigrade.testing.turns;

import org.jspecify.annotations.NullMarked;
