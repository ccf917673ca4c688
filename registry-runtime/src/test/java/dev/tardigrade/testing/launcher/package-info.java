/** The contract of the scripts that start the programs. */
@NullMarked
package dev.tardigrade.testing.launcher;

import org.jspecify.annotations.NullMarked;
