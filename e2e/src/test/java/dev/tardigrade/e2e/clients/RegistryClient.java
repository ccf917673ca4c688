package dev.tardigrade.e2e.clients;

import dev.tardigrade.e2e.beds.ImageTar;
import java.nio.file.Path;

/** A client of registries, by plain http. */
public interface RegistryClient {

    void push(ImageTar image, ImageName target);

    /** Pulls all blobs of an image into a folder that must not exist yet. */
    void pull(ImageName source, Path folder);

    /** The manifest's digest as the registry tells it. */
    String digest(ImageName image);
}
