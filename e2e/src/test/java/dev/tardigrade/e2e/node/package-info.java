/** The whole product on a real node: what a user does, and what users do wrong. */
@NullMarked
package dev.tardigrade.e2e.node;

import org.jspecify.annotations.NullMarked;
