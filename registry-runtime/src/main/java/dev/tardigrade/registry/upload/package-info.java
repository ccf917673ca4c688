/** Uploads of blobs: from the first byte that a client sends until the blob is published. */
@NullMarked
package dev.tardigrade.registry.upload;

import org.jspecify.annotations.NullMarked;
