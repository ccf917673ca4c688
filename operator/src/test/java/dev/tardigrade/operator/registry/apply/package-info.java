@NullMarked
package dev.tardigrade.operator.registry.apply;

import org.jspecify.annotations.NullMarked;
