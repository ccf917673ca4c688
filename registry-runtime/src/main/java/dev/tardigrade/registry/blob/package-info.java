/** Blobs: their bytes, and which repository may serve them. */
@NullMarked
package dev.tardigrade.registry.blob;

import org.jspecify.annotations.NullMarked;
