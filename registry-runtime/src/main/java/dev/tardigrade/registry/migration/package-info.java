/** Takes over what {@code registry:2} has stored, where it lies: by writing records, without copying a blob. */
@NullMarked
package dev.tardigrade.registry.migration;

import org.jspecify.annotations.NullMarked;
