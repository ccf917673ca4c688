/** What a scan of the bucket has to remember, in so few bytes that buckets of millions of objects fit. */
@NullMarked
package dev.tardigrade.registry.gc.compact;

import org.jspecify.annotations.NullMarked;
