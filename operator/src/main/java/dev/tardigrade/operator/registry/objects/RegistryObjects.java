package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;

/** All objects of a Registry. */
public final class RegistryObjects {

    private RegistryObjects() {}

    /** In the order in which they are to be made: what is mounted comes before what mounts it. */
    public static List<HasMetadata> of(Blueprint blueprint) {
        var configuration = ConfigMapObject.of(blueprint);
        var secrets = new ArrayList<Secret>();
        secrets.add(KeysSecret.of(blueprint));
        GatewaySecret.of(blueprint).ifPresent(secrets::add);

        var objects = new ArrayList<HasMetadata>();
        objects.add(ServiceAccountObject.of(blueprint));
        objects.add(configuration);
        objects.addAll(secrets);
        VolumeClaimObject.of(blueprint).ifPresent(objects::add);
        ServiceObjects.of(blueprint).forEach(objects::add);
        objects.add(DeploymentObject.of(blueprint, ConfigurationHash.of(configuration, secrets)));
        return List.copyOf(objects);
    }
}
