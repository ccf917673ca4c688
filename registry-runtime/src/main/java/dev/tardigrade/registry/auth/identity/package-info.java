/** Those whom issuers elsewhere vouch for. */
@NullMarked
package dev.tardigrade.registry.auth.identity;

import org.jspecify.annotations.NullMarked;
