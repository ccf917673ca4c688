/** What the design relies on in Storj's gateway, as tests that run against any endpoint. */
@NullMarked
package dev.tardigrade.testing.storj;

import org.jspecify.annotations.NullMarked;
