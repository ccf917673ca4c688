package dev.tardigrade.registry.lease;

import dev.tardigrade.registry.layout.RoundId;

/**
 * Where an object stands among the candidates of a round.
 *
 * @param place in the batch
 */
record Spot(RoundId round, int batch, int place) {}
