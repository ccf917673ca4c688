package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.objects.frame.Hardening;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Placement;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.registry.objects.frame.Shutdown;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The gateway to Storj in pods of its own. One process knows one grant and one pair of keys, so another grant, image or setting is another
 * edition with a Deployment and a Service of its own; servers move over one by one, and the old edition stays for as long as one uses it.
 */
public final class DedicatedGateway {

    private static final int DEFAULT_REPLICAS = 2;
    private static final int EDITION_DIGITS = 8;

    private final Blueprint blueprint;
    private final Container container;
    private final String name;

    private DedicatedGateway(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.container = GatewayContainer.dedicated(blueprint);
        this.name = blueprint
                .names()
                .gateway(ConfigurationHash.of(Map.of("container", Serialization.asJson(container)))
                        .value()
                        .substring(0, EDITION_DIGITS));
    }

    /** The edition of this blueprint, where its gateway runs by itself. */
    public static Optional<DedicatedGateway> of(Blueprint blueprint) {
        return blueprint.placement() == GatewayPlacement.DEDICATED
                ? Optional.of(new DedicatedGateway(blueprint))
                : Optional.empty();
    }

    /** How the servers reach it, once its address is known. */
    static Optional<String> endpoint(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.gatewayAddress()).map(host -> "http://" + host + ":" + Ports.GATEWAY);
    }

    /** Of Deployment and Service. */
    public String name() {
        return name;
    }

    /**
     * The address of the Service, once it has one. An address and not a name: it stays for as long as the Service, and servers ask no
     * name server for each connection.
     */
    public Optional<String> address(Children children) {
        return children.find(Service.class, name)
                .map(service -> service.getSpec().getClusterIP())
                .filter(address -> !address.isEmpty())
                .map(address -> address.contains(":") ? "[" + address + "]" : address);
    }

    /** Service before Deployment: its pods may start at once. */
    List<HasMetadata> objects() {
        return List.of(service(), deployment());
    }

    private Service service() {
        return new ServiceBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(selector())
                .withPorts(new ServicePortBuilder()
                        .withName(Ports.GATEWAY_NAME)
                        .withProtocol("TCP")
                        .withPort(Ports.GATEWAY)
                        .withTargetPort(new IntOrString(Ports.GATEWAY_NAME))
                        .build())
                .endSpec()
                .build();
    }

    private Deployment deployment() {
        var storj = Objects.requireNonNull(blueprint.spec().storage().storj(), "only Storj has a gateway");
        return new DeploymentBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withReplicas(Objects.requireNonNullElse(storj.gateway().replicas(), DEFAULT_REPLICAS))
                .withRevisionHistoryLimit(0)
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(template())
                .endSpec()
                .build();
    }

    private PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels())
                .endMetadata()
                .withSpec(Placement.beside(pod(), blueprint))
                .build();
    }

    private PodSpec pod() {
        return new PodSpecBuilder()
                .withServiceAccountName(ServiceAccountObject.nameFor(blueprint))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Hardening.pod())
                .withTerminationGracePeriodSeconds(Shutdown.GRACE.toSeconds())
                .withContainers(container)
                .addNewVolume()
                .withName(GatewayContainer.VOLUME)
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .withTopologySpreadConstraints(Placement.overNodes(selector()))
                .build();
    }

    private ObjectMeta metadata() {
        return new ObjectMetaBuilder(Metadata.owned(blueprint, name))
                .withLabels(labels())
                .build();
    }

    private Map<String, String> labels() {
        return Labels.ofGateway(blueprint.names().registry(), name);
    }

    private Map<String, String> selector() {
        return Labels.gatewaySelector(blueprint.names().registry(), name);
    }
}
