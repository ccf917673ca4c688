@NullMarked
package dev.tardigrade.registry.http.message;

import org.jspecify.annotations.NullMarked;
