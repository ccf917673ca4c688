/** Makes sure, before the registry serves, that its bucket is there, is its own and works: {@code registry bucket ensure}. */
@NullMarked
package dev.tardigrade.registry.bucket;

import org.jspecify.annotations.NullMarked;
