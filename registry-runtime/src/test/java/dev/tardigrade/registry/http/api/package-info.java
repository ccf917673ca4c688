@NullMarked
package dev.tardigrade.registry.http.api;

import org.jspecify.annotations.NullMarked;
