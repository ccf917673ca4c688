@NullMarked
package dev.tardigrade.registry.http.buffer;

import org.jspecify.annotations.NullMarked;
