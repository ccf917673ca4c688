/** What a {@code Registry} says about the pods of its servers. */
@NullMarked
package dev.tardigrade.api.v1alpha1.pod;

import org.jspecify.annotations.NullMarked;
