/** Settings as they were written: a tree of texts, each with the place that it came from, and what is to be said about them. */
@NullMarked
package dev.tardigrade.registry.config.source;

import org.jspecify.annotations.NullMarked;
