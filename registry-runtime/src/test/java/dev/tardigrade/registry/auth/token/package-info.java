@NullMarked
package dev.tardigrade.registry.auth.token;

import org.jspecify.annotations.NullMarked;
