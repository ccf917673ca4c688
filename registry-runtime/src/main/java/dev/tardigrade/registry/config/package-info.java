/** What a registry is told by its configuration file and environment, in the format of {@code registry:2}. Knows {@code model} only. */
@NullMarked
package dev.tardigrade.registry.config;

import org.jspecify.annotations.NullMarked;
