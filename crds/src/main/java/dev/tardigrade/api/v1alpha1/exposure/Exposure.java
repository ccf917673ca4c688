package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One way to reach a registry. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.nodePort) || self.type == 'NodePort'",
        message = "nodePort can be set for type NodePort only")
@ValidationRule(
        value = "!has(self.annotations) || self.type != 'ClusterIP'",
        message = "type ClusterIP takes no annotations: it is an address of the Service that every Registry has")
@ValidationRule(
        value = "!(self.name in ['peers', 'gateway'])",
        message = "an exposure cannot be named peers or gateway: Services of these names have another use")
@ValidationRule(
        value = "has(self.host) || !(self.type in ['Ingress', 'Gateway'])",
        message = "types Ingress and Gateway need a host")
@ValidationRule(
        value = "!has(self.host) || self.type != 'ClusterIP'",
        message = "type ClusterIP takes no host: its address is the name of the Service")
@ValidationRule(
        value = "!has(self.host) || !(self.host.endsWith('.svc') || self.host.endsWith('.cluster.local'))",
        message = "host cannot be a name inside the cluster: it would stand in for another Service")
@ValidationRule(
        value = "!has(self.className) || self.type == 'Ingress'",
        message = "className can be set for type Ingress only")
@ValidationRule(
        value = "has(self.gatewayRef) == (self.type == 'Gateway')",
        message = "type Gateway needs gatewayRef, and no other type takes it")
@ValidationRule(
        value = "!has(self.tls) || self.type != 'Gateway'",
        message = "type Gateway takes no tls: the certificate stands at the listener of the Gateway")
@ValidationRule(
        value =
                "!has(self.annotations) || self.annotations.all(key, !key.contains('snippet') && !key.contains('/config-'))",
        message = "annotations cannot hold snippets: they are configuration of the whole Ingress controller")
public record Exposure(
        @JsonPropertyDescription(
                "Name of this exposure, unique in the list: at most 20 lower-case letters, digits and dashes.")
        @Required
        @Size(min = 1, max = 20) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "ClusterIP: the address inside the cluster, port 5000. LoadBalancer: one of the cluster's provider, port 443"
                        + " with tls and 5000 without. NodePort: a port of every node. Ingress: by an Ingress controller. Gateway:"
                        + " by a route of the Gateway API.")
        @Required
        ExposureType type,

        @JsonPropertyDescription(
                "Host name that clients use, in lower case and with at least one dot, for instance registry.example.org. Needed"
                        + " for types Ingress and Gateway; for LoadBalancer and NodePort it must lead to their address. Default: the"
                        + " address itself.")
        @Size(max = 253) @Pattern("^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$") @Nullable String host,

        @JsonPropertyDescription("Class of the Ingress, for type Ingress. Default: that of the cluster.")
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable String className,

        @JsonPropertyDescription("The Gateway that routes to the registry, for type Gateway. Default: none.") @Nullable GatewayReference gatewayRef,

        @JsonPropertyDescription(
                "Certificate. For type Ingress the controller serves it. For ClusterIP, LoadBalancer and NodePort the servers"
                        + " themselves do, so all of these then have the same tls. Default: none, plain http.")
        @Nullable Tls tls,

        @JsonPropertyDescription(
                "Port of the nodes, for type NodePort, within the range of the cluster (usually 30000 to 32767). Default: one"
                        + " that the cluster picks.")
        @Min(1) @Max(65535) @Nullable Integer nodePort,

        @JsonPropertyDescription(
                "Annotations of the Service, Ingress or HTTPRoute of this exposure, at most 32. Not for type ClusterIP."
                        + " Default: none.")
        @Size(max = 32) Map<String, String> annotations) {

    public Exposure {
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
