/** The operator as a process: settings, start and stop, health and metrics. */
@NullMarked
package dev.tardigrade.operator.process;

import org.jspecify.annotations.NullMarked;
