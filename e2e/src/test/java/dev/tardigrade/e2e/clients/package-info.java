/** The registry as its users meet it: each client pushes and pulls, and does what it is for. */
@NullMarked
package dev.tardigrade.e2e.clients;

import org.jspecify.annotations.NullMarked;
