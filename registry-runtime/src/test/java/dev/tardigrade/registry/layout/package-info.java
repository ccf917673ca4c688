@NullMarked
package dev.tardigrade.registry.layout;

import org.jspecify.annotations.NullMarked;
