@NullMarked
package dev.tardigrade.registry.http.fuzz;

import org.jspecify.annotations.NullMarked;
