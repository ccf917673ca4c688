@NullMarked
package dev.tardigrade.registry.manifest;

import org.jspecify.annotations.NullMarked;
