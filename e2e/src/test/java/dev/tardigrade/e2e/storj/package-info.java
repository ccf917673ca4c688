/** The registry process, and grants that the operator's command made, on a real Storj network. */
@NullMarked
package dev.tardigrade.e2e.storj;

import org.jspecify.annotations.NullMarked;
