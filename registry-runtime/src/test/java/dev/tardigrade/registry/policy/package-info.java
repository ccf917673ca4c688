@NullMarked
package dev.tardigrade.registry.policy;

import org.jspecify.annotations.NullMarked;
