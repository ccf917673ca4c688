/** Container engines, each with all that it keeps in a folder. */
@NullMarked
package dev.tardigrade.e2e.daemons;

import org.jspecify.annotations.NullMarked;
