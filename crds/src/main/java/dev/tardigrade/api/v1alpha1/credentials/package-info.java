/** Credentials that the operator makes for a registry and renews: the {@code credentials} of a {@code Registry}. */
@NullMarked
package dev.tardigrade.api.v1alpha1.credentials;

import org.jspecify.annotations.NullMarked;
