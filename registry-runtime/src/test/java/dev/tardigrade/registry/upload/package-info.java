@NullMarked
package dev.tardigrade.registry.upload;

import org.jspecify.annotations.NullMarked;
