package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.stream.PartBuffers;

/**
 * Where uploaded bytes go.
 *
 * @param buffers that they wait in
 * @param blobs that publishes them
 */
public record UploadDestination(ObjectStore store, BucketLayout layout, PartBuffers buffers, Blobs blobs) {}
