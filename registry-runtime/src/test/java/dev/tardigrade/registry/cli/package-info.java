@NullMarked
package dev.tardigrade.registry.cli;

import org.jspecify.annotations.NullMarked;
