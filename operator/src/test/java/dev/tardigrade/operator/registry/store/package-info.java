@NullMarked
package dev.tardigrade.operator.registry.store;

import org.jspecify.annotations.NullMarked;
