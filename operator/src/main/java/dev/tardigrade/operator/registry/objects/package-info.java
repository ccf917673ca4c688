/** The Kubernetes objects of a Registry, one class for each. Pure: the same blueprint gives the same objects. */
@NullMarked
package dev.tardigrade.operator.registry.objects;

import org.jspecify.annotations.NullMarked;
