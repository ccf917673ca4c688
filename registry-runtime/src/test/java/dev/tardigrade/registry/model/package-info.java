@NullMarked
package dev.tardigrade.registry.model;

import org.jspecify.annotations.NullMarked;
