/** What all commands have in common: what they are given, and how they print. */
@NullMarked
package dev.tardigrade.registry.cli.invocation;

import org.jspecify.annotations.NullMarked;
