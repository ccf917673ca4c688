@NullMarked
package dev.tardigrade.registry.auth;

import org.jspecify.annotations.NullMarked;
