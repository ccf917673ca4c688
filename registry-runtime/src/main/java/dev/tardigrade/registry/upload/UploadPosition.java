package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.UploadId;

/**
 * How far an upload has come.
 *
 * @param token for the next request
 * @param stored number of bytes taken so far
 */
public record UploadPosition(UploadId upload, SessionToken token, long stored) {}
