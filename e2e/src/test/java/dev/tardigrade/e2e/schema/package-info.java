/** The schema of a Registry as users meet it: what kubectl shows of it, what its rules accept and refuse, and what its fields leave behind. */
@NullMarked
package dev.tardigrade.e2e.schema;

import org.jspecify.annotations.NullMarked;
