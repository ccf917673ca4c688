/** The conformance suite of the OCI distribution spec against the registry on every kind of store. */
@NullMarked
package dev.tardigrade.e2e.conformance;

import org.jspecify.annotations.NullMarked;
