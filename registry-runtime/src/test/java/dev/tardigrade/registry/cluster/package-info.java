@NullMarked
package dev.tardigrade.registry.cluster;

import org.jspecify.annotations.NullMarked;
