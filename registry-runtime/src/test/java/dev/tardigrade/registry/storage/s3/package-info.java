@NullMarked
package dev.tardigrade.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
