@NullMarked
package dev.tardigrade.registry.logging;

import org.jspecify.annotations.NullMarked;
