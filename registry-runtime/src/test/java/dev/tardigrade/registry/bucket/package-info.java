@NullMarked
package dev.tardigrade.registry.bucket;

import org.jspecify.annotations.NullMarked;
