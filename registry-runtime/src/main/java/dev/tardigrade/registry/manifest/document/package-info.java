/** What manifests of images and indexes say. */
@NullMarked
package dev.tardigrade.registry.manifest.document;

import org.jspecify.annotations.NullMarked;
