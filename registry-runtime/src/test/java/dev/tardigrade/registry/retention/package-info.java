@NullMarked
package dev.tardigrade.registry.retention;

import org.jspecify.annotations.NullMarked;
