@NullMarked
package dev.tardigrade.operator.registry.deletion;

import org.jspecify.annotations.NullMarked;
