/**
 * An S3 service in the process of the test: real signatures, real connections, objects in memory. Its Storj profile differs from S3 as Storj's
 * gateway does; {@link dev.tardigrade.testing.s3.StorjFacts} shows that it does.
 */
@NullMarked
package dev.tardigrade.testing.s3;

import org.jspecify.annotations.NullMarked;
