@NullMarked
package dev.tardigrade.registry.lease;

import org.jspecify.annotations.NullMarked;
