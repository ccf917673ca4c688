/** Where a registry keeps its images: the {@code storage} of a {@code Registry}. */
@NullMarked
package dev.tardigrade.api.v1alpha1.storage;

import org.jspecify.annotations.NullMarked;
