/** Removes what uploads have left behind. */
@NullMarked
package dev.tardigrade.registry.upload.sweep;

import org.jspecify.annotations.NullMarked;
