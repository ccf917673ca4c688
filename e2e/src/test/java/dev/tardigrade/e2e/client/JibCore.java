package dev.tardigrade.e2e.client;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.tardigrade.e2e.image.ImageTar;
import dev.tardigrade.e2e.registry.ImageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The library behind Jib's plugins, in this JVM. */
public final class JibCore implements RegistryClient {

    private final Path folder;

    public JibCore(Path folder) {
        this.folder = folder;
    }

    @Override
    public void push(ImageTar image, ImageName target) {
        build(() -> {
            Jib.from(TarImage.at(image.file()))
                    .containerize(settings(Containerizer.to(RegistryImage.named(target.toString())), folder));
        });
    }

    @Override
    public void pull(ImageName source, Path target) {
        build(() -> {
            Files.createDirectories(target);
            TarImage tar = TarImage.at(target.resolve("image.tar")).named("pulled");
            Jib.from(RegistryImage.named(source.toString())).containerize(settings(Containerizer.to(tar), target));
        });
    }

    /** Builds an image of one file for two platforms and pushes it as a manifest list. */
    public void pushBuilt(Path file, ImageName target) {
        build(() -> {
            JibContainerBuilder image = Jib.fromScratch()
                    .setPlatforms(Set.of(new Platform("amd64", "linux"), new Platform("arm64", "linux")))
                    .addLayer(List.of(file), "/");
            image.containerize(settings(Containerizer.to(RegistryImage.named(target.toString())), folder));
        });
    }

    private static Containerizer settings(Containerizer containerizer, Path cache) {
        return containerizer
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("application"));
    }

    private interface Build {
        void run()
                throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                        ExecutionException, CacheDirectoryCreationException;
    }

    private static void build(Build build) {
        try {
            build.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (InvalidImageReferenceException
                | RegistryException
                | ExecutionException
                | CacheDirectoryCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
