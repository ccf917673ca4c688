package dev.tardigrade.operator.registry.model;

/**
 * The images that Registries get which name none.
 *
 * @param registry of the server
 * @param gateway of the gateway to Storj
 */
public record Images(ImageName registry, ImageName gateway) {}
