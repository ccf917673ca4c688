/** The words that others rely on: labels, annotations, names, condition types, reasons, how durations are written. Each kind stands in one file. */
@NullMarked
package dev.tardigrade.operator.vocabulary;

import org.jspecify.annotations.NullMarked;
