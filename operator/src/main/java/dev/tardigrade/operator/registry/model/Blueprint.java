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
 * @param files what the servers read from files
 * @param installed which kinds of objects the cluster knows
 * @param gatewayAddress host of the gateway that runs by itself, as the servers reach it; null where there is none, or not yet
 */
public record Blueprint(
        Registry registry,
        Images defaults,
        Owner owner,
        @Nullable String bucket,
        PodSecrets secrets,
        ServerFiles files,
        InstalledKinds installed,
        @Nullable String gatewayAddress) {

    public Blueprint {
        Objects.requireNonNull(registry.getSpec(), "a Registry has a spec");
    }

    public RegistrySpec spec() {
        return registry.getSpec();
    }

    public GatewayPlacement placement() {
        return GatewayPlacement.of(spec().storage());
    }

    /** The same with a gateway at this host. */
    public Blueprint withGatewayAt(String host) {
        return new Blueprint(registry, defaults, owner, bucket, secrets, files, installed, host);
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
