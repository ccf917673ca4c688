/** Who may do what, as values. */
@NullMarked
package dev.tardigrade.registry.policy;

import org.jspecify.annotations.NullMarked;
