@NullMarked
package dev.tardigrade.registry.stream;

import org.jspecify.annotations.NullMarked;
