@NullMarked
package dev.tardigrade.registry.migration;

import org.jspecify.annotations.NullMarked;
