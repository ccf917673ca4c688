/** What lies where in the bucket, and how the small objects there are written. */
@NullMarked
package dev.tardigrade.registry.layout;

import org.jspecify.annotations.NullMarked;
