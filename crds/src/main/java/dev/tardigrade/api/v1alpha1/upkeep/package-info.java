/** What a registry does by itself with what it stores: {@code gc}, {@code uploads} and {@code cache} of a {@code Registry}. */
@NullMarked
package dev.tardigrade.api.v1alpha1.upkeep;

import org.jspecify.annotations.NullMarked;
