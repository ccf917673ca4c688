/** Who may use a registry. */
@NullMarked
package dev.tardigrade.api.v1alpha1.access;

import org.jspecify.annotations.NullMarked;
