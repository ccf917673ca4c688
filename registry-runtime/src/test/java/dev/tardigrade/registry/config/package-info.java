@NullMarked
package dev.tardigrade.registry.config;

import org.jspecify.annotations.NullMarked;
