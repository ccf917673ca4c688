/** Has a server that its storage refuses end once, so that its pod tells why. */
@NullMarked
package dev.tardigrade.registry.server.farewell;

import org.jspecify.annotations.NullMarked;
