/** Our own token endpoint: Docker's token protocol, by GET and by the forms of OAuth 2. */
@NullMarked
package dev.tardigrade.registry.http.token;

import org.jspecify.annotations.NullMarked;
