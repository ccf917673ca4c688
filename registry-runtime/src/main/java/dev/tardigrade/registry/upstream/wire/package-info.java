/** Speaks to registries elsewhere, as a client that only pulls. */
@NullMarked
package dev.tardigrade.registry.upstream.wire;

import org.jspecify.annotations.NullMarked;
