/** Files that an operator writes and may exchange at any time: watched, and read where they are keys and certificates. */
@NullMarked
package dev.tardigrade.registry.files;

import org.jspecify.annotations.NullMarked;
