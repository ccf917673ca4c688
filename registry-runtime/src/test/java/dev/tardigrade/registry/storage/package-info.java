@NullMarked
package dev.tardigrade.registry.storage;

import org.jspecify.annotations.NullMarked;
