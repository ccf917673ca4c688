@NullMarked
package dev.tardigrade.registry.http.peer;

import org.jspecify.annotations.NullMarked;
