/** Images made for tests, and a look at what a registry has of one. */
@NullMarked
package dev.tardigrade.e2e.image;

import org.jspecify.annotations.NullMarked;
