/** Makes the CRDs from the records of the API, and checks them. */
@NullMarked
package dev.tardigrade.crds;

import org.jspecify.annotations.NullMarked;
