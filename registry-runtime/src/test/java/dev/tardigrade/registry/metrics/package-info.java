@NullMarked
package dev.tardigrade.registry.metrics;

import org.jspecify.annotations.NullMarked;
