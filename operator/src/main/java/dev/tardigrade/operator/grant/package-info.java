/**
 * Storj access grants without Storj's libraries: reading them, telling what they allow, and cutting them down offline.
 *
 * <p>{@link dev.tardigrade.operator.grant.AccessGrant} is where to start. Nothing here talks to a network, and no secret leaves
 * a {@link dev.tardigrade.operator.grant.GrantText} but through its {@code reveal()}.
 */
@NullMarked
package dev.tardigrade.operator.grant;

import org.jspecify.annotations.NullMarked;
