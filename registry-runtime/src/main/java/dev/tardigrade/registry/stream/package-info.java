/** Bytes under way: what is sent, what is hashed while it passes, and the memory that parts of uploads wait in. */
@NullMarked
package dev.tardigrade.registry.stream;

import org.jspecify.annotations.NullMarked;
