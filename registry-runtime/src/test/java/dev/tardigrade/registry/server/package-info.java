@NullMarked
package dev.tardigrade.registry.server;

import org.jspecify.annotations.NullMarked;
