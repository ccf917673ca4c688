/** Manifests, the tags that point to them, and the referrers that point back. */
@NullMarked
package dev.tardigrade.registry.manifest;

import org.jspecify.annotations.NullMarked;
