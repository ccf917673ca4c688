package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * An object that nothing refers to.
 *
 * @param size in bytes, as it lies in the bucket
 * @param repository that it belongs to; null where it belongs to all
 */
public record Item(
        ObjectKey key, ObjectKind kind, long size, @Nullable RepositoryName repository) {}
