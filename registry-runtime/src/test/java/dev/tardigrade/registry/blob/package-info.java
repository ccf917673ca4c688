@NullMarked
package dev.tardigrade.registry.blob;

import org.jspecify.annotations.NullMarked;
