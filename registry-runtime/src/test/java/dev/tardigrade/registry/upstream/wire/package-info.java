@NullMarked
package dev.tardigrade.registry.upstream.wire;

import org.jspecify.annotations.NullMarked;
