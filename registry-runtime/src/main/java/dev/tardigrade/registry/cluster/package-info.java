/** The other replicas of this registry: who they are, what they are told, and how they know each other. */
@NullMarked
package dev.tardigrade.registry.cluster;

import org.jspecify.annotations.NullMarked;
