/** A store in the memory of this process, for tests and trials. */
@NullMarked
package dev.tardigrade.registry.storage.memory;

import org.jspecify.annotations.NullMarked;
