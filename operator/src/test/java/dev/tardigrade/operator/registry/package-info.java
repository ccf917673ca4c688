@NullMarked
package dev.tardigrade.operator.registry;

import org.jspecify.annotations.NullMarked;
