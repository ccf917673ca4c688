@NullMarked
package dev.tardigrade.registry.gc.compact;

import org.jspecify.annotations.NullMarked;
