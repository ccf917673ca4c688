/** What every store must do, as tests to be extended. */
@NullMarked
package dev.tardigrade.testing.storage;

import org.jspecify.annotations.NullMarked;
