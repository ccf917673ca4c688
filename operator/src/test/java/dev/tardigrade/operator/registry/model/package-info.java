@NullMarked
package dev.tardigrade.operator.registry.model;

import org.jspecify.annotations.NullMarked;
