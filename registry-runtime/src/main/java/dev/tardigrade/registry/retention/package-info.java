/** Removes tags by rules about their age. What they pointed to stays, for garbage collection to judge. */
@NullMarked
package dev.tardigrade.registry.retention;

import org.jspecify.annotations.NullMarked;
