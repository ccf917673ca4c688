/** The Secrets of a Registry: each one's keys are known to one class. */
@NullMarked
package dev.tardigrade.operator.registry.objects.secret;

import org.jspecify.annotations.NullMarked;
