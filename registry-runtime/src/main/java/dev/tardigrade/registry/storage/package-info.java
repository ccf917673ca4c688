/** The port to the bucket, and what stores offer. One implementation per kind of store lies in a package below. */
@NullMarked
package dev.tardigrade.registry.storage;

import org.jspecify.annotations.NullMarked;
