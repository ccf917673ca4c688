@NullMarked
package dev.tardigrade.registry.files;

import org.jspecify.annotations.NullMarked;
