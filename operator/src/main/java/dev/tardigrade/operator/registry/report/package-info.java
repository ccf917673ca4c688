/** Tells the truth about a Registry, from what was observed. Pure, as planning is. */
@NullMarked
package dev.tardigrade.operator.registry.report;

import org.jspecify.annotations.NullMarked;
