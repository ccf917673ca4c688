package dev.tardigrade.operator.registry.model;

import dev.tardigrade.api.v1alpha1.storage.Storage;

/** Where the gateway of a Registry is. */
public enum GatewayPlacement {
    /** In each server pod. */
    SIDECAR,
    /** In pods of its own. */
    DEDICATED,
    /** Elsewhere. */
    HOSTED,
    /** Nowhere: the storage needs none. */
    NONE;

    public static GatewayPlacement of(Storage storage) {
        if (storage.storj() == null) {
            return NONE;
        }
        return switch (storage.storj().gateway().mode()) {
            case Sidecar -> SIDECAR;
            case Dedicated -> DEDICATED;
            case Hosted -> HOSTED;
        };
    }

    /** Whether the operator runs the gateway, and so gives it a grant. */
    public boolean isOurs() {
        return switch (this) {
            case SIDECAR, DEDICATED -> true;
            case HOSTED, NONE -> false;
        };
    }
}
