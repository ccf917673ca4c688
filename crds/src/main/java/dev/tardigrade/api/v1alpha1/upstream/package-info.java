/** Registries elsewhere whose images are pulled through a {@code Registry}. */
@NullMarked
package dev.tardigrade.api.v1alpha1.upstream;

import org.jspecify.annotations.NullMarked;
