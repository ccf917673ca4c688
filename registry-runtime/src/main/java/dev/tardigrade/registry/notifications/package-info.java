/** Tells others what clients have done. */
@NullMarked
package dev.tardigrade.registry.notifications;

import org.jspecify.annotations.NullMarked;
