/** How many servers a registry has. */
@NullMarked
package dev.tardigrade.api.v1alpha1.scaling;

import org.jspecify.annotations.NullMarked;
