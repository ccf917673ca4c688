package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.layout.UploadTaker;

/**
 * That a process has taken an upload over.
 *
 * @param number 1 for the first time
 * @param by that process
 */
record Takeover(int number, UploadTaker by) {}
