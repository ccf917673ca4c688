/** Many Registries at once: what they cost the operator, and that an upgrade of it leaves their pods alone. */
@NullMarked
package dev.tardigrade.e2e.fleet;

import org.jspecify.annotations.NullMarked;
