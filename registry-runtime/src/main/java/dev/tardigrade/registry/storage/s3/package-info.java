/** A store in a bucket of any service that speaks S3, made for the rules of Storj's gateway. */
@NullMarked
package dev.tardigrade.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
