/** The Kubernetes objects that scale, shield and watch over the servers of a Registry. Pure, as all objects are. */
@NullMarked
package dev.tardigrade.operator.registry.objects.operation;

import org.jspecify.annotations.NullMarked;
