@NullMarked
package dev.tardigrade.operator.registry.plan;

import org.jspecify.annotations.NullMarked;
