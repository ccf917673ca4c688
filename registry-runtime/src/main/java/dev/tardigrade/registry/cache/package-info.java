/** Small objects of the bucket, kept in memory for a while. */
@NullMarked
package dev.tardigrade.registry.cache;

import org.jspecify.annotations.NullMarked;
