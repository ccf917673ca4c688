/** What the watches have brought, kept in little memory. */
@NullMarked
package dev.tardigrade.operator.registry.store;

import org.jspecify.annotations.NullMarked;
