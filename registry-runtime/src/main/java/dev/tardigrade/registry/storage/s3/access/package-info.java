/** Where a bucket is, how one gets in, and how patient one is with it. */
@NullMarked
package dev.tardigrade.registry.storage.s3.access;

import org.jspecify.annotations.NullMarked;
