@NullMarked
package dev.tardigrade.operator;

import org.jspecify.annotations.NullMarked;
