/** The command line. Exit status 0 is success, 1 a failure, 2 a wrong command line or configuration. */
@NullMarked
package dev.tardigrade.registry.cli;

import org.jspecify.annotations.NullMarked;
