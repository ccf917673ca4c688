@NullMarked
package dev.tardigrade.registry.cache;

import org.jspecify.annotations.NullMarked;
