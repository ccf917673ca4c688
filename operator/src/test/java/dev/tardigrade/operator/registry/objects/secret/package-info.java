@NullMarked
package dev.tardigrade.operator.registry.objects.secret;

import org.jspecify.annotations.NullMarked;
