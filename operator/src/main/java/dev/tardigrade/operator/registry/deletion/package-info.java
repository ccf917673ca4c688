/** What becomes of the images of a Registry that goes. */
@NullMarked
package dev.tardigrade.operator.registry.deletion;

import org.jspecify.annotations.NullMarked;
