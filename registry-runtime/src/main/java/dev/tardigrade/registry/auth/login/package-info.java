/** How logins ended. */
@NullMarked
package dev.tardigrade.registry.auth.login;

import org.jspecify.annotations.NullMarked;
