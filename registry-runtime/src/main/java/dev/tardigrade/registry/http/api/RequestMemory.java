package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.storage.LargeObjects;
import java.time.Duration;

/**
 * What requests hold in memory of manifests and lists above 64 KiB.
 *
 * @param bodies manifests that clients send, which take as much again while they are stored
 * @param answers manifests and lists that clients get, from when they are read until the last byte has left
 */
public record RequestMemory(LargeObjects bodies, LargeObjects answers) {

    private static final int BODY_BYTES = 2 * Manifests.MAX_BYTES;

    /**
     * For one server.
     *
     * @param answerBytes of all large answers
     * @param patience of a request that waits for room
     */
    public static RequestMemory of(int answerBytes, Duration patience) {
        return new RequestMemory(
                new LargeObjects(BODY_BYTES, patience, "too many large manifests are being pushed", System::nanoTime),
                new LargeObjects(
                        answerBytes, patience, "too many large manifests and lists are being read", System::nanoTime));
    }
}
