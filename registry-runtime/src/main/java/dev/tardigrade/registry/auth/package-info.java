/** Who makes a request, and what they may do. */
@NullMarked
package dev.tardigrade.registry.auth;

import org.jspecify.annotations.NullMarked;
