@NullMarked
package dev.tardigrade.registry.storage.memory;

import org.jspecify.annotations.NullMarked;
