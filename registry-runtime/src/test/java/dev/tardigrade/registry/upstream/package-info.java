@NullMarked
package dev.tardigrade.registry.upstream;

import org.jspecify.annotations.NullMarked;
