/** An issuer of OpenID Connect, in this process. */
@NullMarked
package dev.tardigrade.testing.oidc;

import org.jspecify.annotations.NullMarked;
