/** The registry's own API, {@code /v2/}: which requests there are, and what each does. */
@NullMarked
package dev.tardigrade.registry.http.api;

import org.jspecify.annotations.NullMarked;
