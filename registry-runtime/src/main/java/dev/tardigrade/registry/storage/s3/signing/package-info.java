/** What of a request is hashed and signed. */
@NullMarked
package dev.tardigrade.registry.storage.s3.signing;

import org.jspecify.annotations.NullMarked;
