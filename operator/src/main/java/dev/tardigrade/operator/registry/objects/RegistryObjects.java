package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.objects.secret.ClusterKeysSecret;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import dev.tardigrade.operator.registry.objects.secret.GatewaySecret;
import dev.tardigrade.operator.registry.objects.secret.KeysSecret;
import dev.tardigrade.operator.registry.objects.secret.RobotSecret;
import dev.tardigrade.operator.registry.objects.secret.RobotsSecret;
import dev.tardigrade.operator.registry.objects.secret.TokensSecret;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;

/** The servers of a Registry and what they need to run. */
public final class RegistryObjects {

    private RegistryObjects() {}

    /**
     * What is to be there before anything can be made that depends on it: keys that are made once, and a gateway by itself, whose address
     * the cluster gives. Empty where it is there.
     */
    public static List<HasMetadata> missing(Blueprint blueprint, Children children) {
        var missing = new ArrayList<HasMetadata>();
        if (children.find(Secret.class, blueprint.names().keys())
                .flatMap(KeysSecret::http)
                .isEmpty()) {
            missing.add(KeysSecret.of(blueprint));
        }
        if (blueprint.gatewayAddress() == null) {
            DedicatedGateway.of(blueprint).ifPresent(gateway -> {
                ServiceAccountObject.of(blueprint).ifPresent(missing::add);
                missing.addAll(gateway.objects());
            });
        }
        return missing;
    }

    /** In the order in which they are to be made: what is mounted comes before what mounts it. */
    public static List<HasMetadata> of(Blueprint blueprint) {
        var configuration = ConfigMapObject.of(blueprint);
        var secrets = new ArrayList<Secret>();
        secrets.add(KeysSecret.of(blueprint));
        GatewaySecret.of(blueprint).ifPresent(secrets::add);
        FilesSecret.of(blueprint).ifPresent(secrets::add);

        var objects = new ArrayList<HasMetadata>();
        ServiceAccountObject.of(blueprint).ifPresent(objects::add);
        objects.add(configuration);
        objects.addAll(secrets);
        // not among those that pods are told apart by: servers read them again by themselves
        TokensSecret.of(blueprint).ifPresent(objects::add);
        ClusterKeysSecret.of(blueprint).ifPresent(objects::add);
        RobotsSecret.of(blueprint).ifPresent(objects::add);
        objects.addAll(RobotSecret.all(blueprint));
        VolumeClaimObject.of(blueprint).ifPresent(objects::add);
        DedicatedGateway.of(blueprint).map(DedicatedGateway::objects).ifPresent(objects::addAll);
        objects.add(DeploymentObject.of(blueprint, ConfigurationHash.of(configuration, secrets, blueprint.files())));
        return List.copyOf(objects);
    }
}
