/** How a registry is watched over and shielded. */
@NullMarked
package dev.tardigrade.api.v1alpha1.operation;

import org.jspecify.annotations.NullMarked;
