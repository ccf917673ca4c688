@NullMarked
package dev.tardigrade.registry.manifest.document;

import org.jspecify.annotations.NullMarked;
