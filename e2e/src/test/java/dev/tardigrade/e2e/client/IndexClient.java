package dev.tardigrade.e2e.client;

import dev.tardigrade.e2e.image.TestImage;
import dev.tardigrade.e2e.registry.ImageName;
import java.nio.file.Path;

/** A client that can move an index with the images of all its platforms. */
public interface IndexClient {

    void pushIndex(TestImage index, ImageName target);

    /** Pulls the images of all platforms into a folder that must not exist yet. */
    void pullIndex(ImageName source, Path folder);
}
