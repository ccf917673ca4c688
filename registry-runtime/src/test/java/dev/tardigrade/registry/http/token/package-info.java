@NullMarked
package dev.tardigrade.registry.http.token;

import org.jspecify.annotations.NullMarked;
