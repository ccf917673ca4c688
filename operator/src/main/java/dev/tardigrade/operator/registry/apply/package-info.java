/** Brings the cluster to what is wanted, by server-side apply, and writes nothing where it is there already. */
@NullMarked
package dev.tardigrade.operator.registry.apply;

import org.jspecify.annotations.NullMarked;
