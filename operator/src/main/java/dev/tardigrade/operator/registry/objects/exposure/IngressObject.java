package dev.tardigrade.operator.registry.objects.exposure;

import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.exposure.Tls;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An Ingress to the servers. */
final class IngressObject {

    /** Layers are large and slow: the most used controller would refuse, store and cut them. Others do not read these. */
    private static final Map<String, String> FOR_LAYERS = Map.of(
            "nginx.ingress.kubernetes.io/proxy-body-size", "0",
            "nginx.ingress.kubernetes.io/proxy-request-buffering", "off",
            "nginx.ingress.kubernetes.io/proxy-read-timeout", "900",
            "nginx.ingress.kubernetes.io/proxy-send-timeout", "900");

    private IngressObject() {}

    static HasMetadata of(Blueprint blueprint, Exposure exposure) {
        var name = blueprint.names().exposureService(exposure.name());
        return new IngressBuilder()
                .withMetadata(new ObjectMetaBuilder(Metadata.owned(blueprint, name))
                        .withAnnotations(annotations(exposure))
                        .build())
                .withNewSpec()
                .withIngressClassName(exposure.className())
                .withTls(tls(blueprint, exposure))
                .addNewRule()
                .withHost(exposure.host())
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(blueprint.names().service())
                .withNewPort(Ports.REGISTRY_NAME, null)
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    private static Map<String, String> annotations(Exposure exposure) {
        var annotations = new TreeMap<>(FOR_LAYERS);
        annotations.putAll(exposure.annotations());
        return annotations;
    }

    private static List<IngressTLS> tls(Blueprint blueprint, Exposure exposure) {
        var tls = exposure.tls();
        return tls == null
                ? List.of()
                : List.of(new IngressTLSBuilder()
                        .withHosts(exposure.host())
                        .withSecretName(secret(blueprint, exposure, tls))
                        .build());
    }

    private static String secret(Blueprint blueprint, Exposure exposure, Tls tls) {
        return tls.secretRef() == null
                ? blueprint.names().exposureCertificate(exposure.name())
                : tls.secretRef().name();
    }
}
