@NullMarked
package dev.tardigrade.registry.server.farewell;

import org.jspecify.annotations.NullMarked;
