/** Values of the registry's domain. They are checked when they are made, so what holds one needs no check of its own. */
@NullMarked
package dev.tardigrade.registry.model;

import org.jspecify.annotations.NullMarked;
