/** The Kubernetes objects that lead clients to the servers of a Registry. Pure, as all objects are. */
@NullMarked
package dev.tardigrade.operator.registry.objects.exposure;

import org.jspecify.annotations.NullMarked;
