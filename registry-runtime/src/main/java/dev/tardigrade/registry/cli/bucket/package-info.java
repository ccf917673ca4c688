/** Commands that work on the bucket as such. */
@NullMarked
package dev.tardigrade.registry.cli.bucket;

import org.jspecify.annotations.NullMarked;
