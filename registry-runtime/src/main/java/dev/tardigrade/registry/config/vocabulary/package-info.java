/** Every key of the configuration format, and what is done with it. */
@NullMarked
package dev.tardigrade.registry.config.vocabulary;

import org.jspecify.annotations.NullMarked;
