/** What the tests of every module share; the other modules take it from this module's test-jar. */
@NullMarked
package dev.tardigrade.testing;

import org.jspecify.annotations.NullMarked;
