@NullMarked
package dev.tardigrade.registry.config.vocabulary;

import org.jspecify.annotations.NullMarked;
