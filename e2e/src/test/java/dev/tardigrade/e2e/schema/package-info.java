/** The schema of a Registry as users meet it: what kubectl shows of it, and what its rules accept and refuse. */
@NullMarked
package dev.tardigrade.e2e.schema;

import org.jspecify.annotations.NullMarked;
