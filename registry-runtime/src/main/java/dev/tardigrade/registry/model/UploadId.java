package dev.tardigrade.registry.model;

import java.util.UUID;

/** Names an upload session and, where the bytes of a blob came before its digest, the object that holds them. Unguessable. */
public record UploadId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
