@NullMarked
package dev.tardigrade.registry.http;

import org.jspecify.annotations.NullMarked;
