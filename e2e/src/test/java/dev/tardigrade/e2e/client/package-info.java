/** Unmodified registry clients, as their users call them. */
@NullMarked
package dev.tardigrade.e2e.client;

import org.jspecify.annotations.NullMarked;
