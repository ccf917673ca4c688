/** Benchmarks: the registry and a peer under the same load on the same storage, in one run. */
@NullMarked
package dev.tardigrade.e2e.bench;

import org.jspecify.annotations.NullMarked;
