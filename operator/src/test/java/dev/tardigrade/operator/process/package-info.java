@NullMarked
package dev.tardigrade.operator.process;

import org.jspecify.annotations.NullMarked;
