@NullMarked
package dev.tardigrade.operator.cli;

import org.jspecify.annotations.NullMarked;
