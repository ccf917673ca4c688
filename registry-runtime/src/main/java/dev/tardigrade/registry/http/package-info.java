/** The servers: the registry's own, and the one for those who operate it. */
@NullMarked
package dev.tardigrade.registry.http;

import org.jspecify.annotations.NullMarked;
