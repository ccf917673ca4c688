/** How replicas of one registry speak with each other: HTTP on a port of its own, each call signed. */
@NullMarked
package dev.tardigrade.registry.http.peer;

import org.jspecify.annotations.NullMarked;
