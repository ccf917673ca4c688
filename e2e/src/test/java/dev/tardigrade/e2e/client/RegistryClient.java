package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** A client of registries, by plain http. */
public interface RegistryClient {

    void push(ImageTar image, ImageName target);

    /** Pulls all blobs of an image into a folder that must not exist yet; each is checked by the client. */
    void pull(ImageName source, Path folder);
}
