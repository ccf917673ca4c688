@NullMarked
package dev.tardigrade.operator.registry.objects.operation;

import org.jspecify.annotations.NullMarked;
