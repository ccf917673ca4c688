/** Programs that tests run, and servers that they start and stop. */
@NullMarked
package dev.tardigrade.e2e.process;

import org.jspecify.annotations.NullMarked;
