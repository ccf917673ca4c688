@NullMarked
package dev.tardigrade.registry.auth.identity;

import org.jspecify.annotations.NullMarked;
