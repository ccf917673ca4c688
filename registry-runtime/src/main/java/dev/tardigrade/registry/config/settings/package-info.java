/** What a configuration says, as values that cannot be wrong. */
@NullMarked
package dev.tardigrade.registry.config.settings;

import org.jspecify.annotations.NullMarked;
