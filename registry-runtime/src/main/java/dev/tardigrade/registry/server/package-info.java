/** Puts the parts of the registry together. */
@NullMarked
package dev.tardigrade.registry.server;

import org.jspecify.annotations.NullMarked;
