/** What all objects of a Registry, and all its pods, have in common. */
@NullMarked
package dev.tardigrade.operator.registry.objects.frame;

import org.jspecify.annotations.NullMarked;
