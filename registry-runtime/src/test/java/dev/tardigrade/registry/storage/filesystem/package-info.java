@NullMarked
package dev.tardigrade.registry.storage.filesystem;

import org.jspecify.annotations.NullMarked;
