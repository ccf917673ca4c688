/** Images of registries elsewhere: asked for when a client first pulls them, and kept in the bucket. */
@NullMarked
package dev.tardigrade.registry.upstream;

import org.jspecify.annotations.NullMarked;
