/** What keeps garbage collection away from whatever a client was told exists. */
@NullMarked
package dev.tardigrade.registry.lease;

import org.jspecify.annotations.NullMarked;
