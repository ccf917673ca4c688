/** The operator as a process with the rights that are shipped, on a real API server. There is no node: tests say how pods fare. */
@NullMarked
package dev.tardigrade.e2e.apiserver;

import org.jspecify.annotations.NullMarked;
