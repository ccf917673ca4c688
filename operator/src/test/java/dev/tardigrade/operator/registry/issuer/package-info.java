@NullMarked
package dev.tardigrade.operator.registry.issuer;

import org.jspecify.annotations.NullMarked;
