/** The registry process as it is shipped, on a real Storj network. */
@NullMarked
package dev.tardigrade.e2e.storj;

import org.jspecify.annotations.NullMarked;
