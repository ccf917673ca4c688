/** Tokens: our own, and those of a token server elsewhere. The only package that knows how a JSON Web Token is made. */
@NullMarked
package dev.tardigrade.registry.auth.token;

import org.jspecify.annotations.NullMarked;
