/** The API of group {@code tardigrade.dev}, version {@code v1alpha1}: what users write, and what the operator answers. */
@NullMarked
package dev.tardigrade.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
