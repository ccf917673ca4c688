@NullMarked
package dev.tardigrade.registry.gc;

import org.jspecify.annotations.NullMarked;
