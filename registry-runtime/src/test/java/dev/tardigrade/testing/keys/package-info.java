/** Keys and certificates for tests, in the forms in which operators have them. */
@NullMarked
package dev.tardigrade.testing.keys;

import org.jspecify.annotations.NullMarked;
