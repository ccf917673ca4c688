/** How clients reach a registry: the {@code exposure} of a {@code Registry}, and the addresses that come of it. */
@NullMarked
package dev.tardigrade.api.v1alpha1.exposure;

import org.jspecify.annotations.NullMarked;
