/** The operator with an API server that it loses: killed between two calls, with watches that lag, and with watches that miss. */
@NullMarked
package dev.tardigrade.e2e.crash;

import org.jspecify.annotations.NullMarked;
