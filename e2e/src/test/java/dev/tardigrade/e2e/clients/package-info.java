/** Unmodified registry clients, as their users call them. */
@NullMarked
package dev.tardigrade.e2e.clients;

import org.jspecify.annotations.NullMarked;
