/** Memory that connections read into and write from. */
@NullMarked
package dev.tardigrade.registry.http.buffer;

import org.jspecify.annotations.NullMarked;
