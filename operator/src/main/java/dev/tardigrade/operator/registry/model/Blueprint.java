package dev.tardigrade.operator.registry.model;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.operator.vocabulary.Names;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the objects of a Registry are made from.
 *
 * @param bucket name of the bucket, as recorded in the status; null on the file system
 */
public record Blueprint(
        Registry registry,
        Images defaults,
        Owner owner,
        @Nullable String bucket,
        PodSecrets secrets) {

    public Blueprint {
        Objects.requireNonNull(registry.getSpec(), "a Registry has a spec");
    }

    public RegistrySpec spec() {
        return registry.getSpec();
    }

    public Names names() {
        return new Names(registry.getMetadata().getName());
    }

    /** The image of the server. */
    public ImageName image() {
        return image(spec(), defaults);
    }

    public static ImageName image(RegistrySpec spec, Images defaults) {
        if (spec.image() != null) {
            return new ImageName(spec.image());
        }
        return spec.version() == null
                ? defaults.registry()
                : defaults.registry().withTag(spec.version());
    }
}
