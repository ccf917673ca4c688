/** The command line of the operator: the only place that knows standard input and output, options and exit codes. */
@NullMarked
package dev.tardigrade.operator.cli;

import org.jspecify.annotations.NullMarked;
