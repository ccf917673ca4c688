/** The registry as it is shipped, started as a process. */
@NullMarked
package dev.tardigrade.e2e.registry;

import org.jspecify.annotations.NullMarked;
