/** Sets up what is logged, and in which form. */
@NullMarked
package dev.tardigrade.registry.logging;

import org.jspecify.annotations.NullMarked;
