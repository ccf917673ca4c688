/** Garbage collection while the registry is in use. The protocol and why it is safe: RATIONALE.md. */
@NullMarked
package dev.tardigrade.registry.gc;

import org.jspecify.annotations.NullMarked;
