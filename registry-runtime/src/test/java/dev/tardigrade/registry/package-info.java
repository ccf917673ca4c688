@NullMarked
package dev.tardigrade.registry;

import org.jspecify.annotations.NullMarked;
