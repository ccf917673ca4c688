/** Which addresses the API has. */
@NullMarked
package dev.tardigrade.registry.http.api.route;

import org.jspecify.annotations.NullMarked;
