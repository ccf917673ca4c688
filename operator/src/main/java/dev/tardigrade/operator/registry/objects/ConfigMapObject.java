package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.storage.Gateway;
import dev.tardigrade.api.v1alpha1.storage.S3Storage;
import dev.tardigrade.api.v1alpha1.storage.Storage;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.registry.objects.frame.Shutdown;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration of the servers. It holds no secret. */
final class ConfigMapObject {

    static final String KEY = "config.yml";
    static final String MOUNT = "/etc/registry";
    static final String FILE = MOUNT + "/" + KEY;

    private ConfigMapObject() {}

    static ConfigMap of(Blueprint blueprint) {
        return new ConfigMapBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().configMap()))
                .withData(Map.of(KEY, Serialization.asYaml(configuration(blueprint))))
                .build();
    }

    private static Map<String, Object> configuration(Blueprint blueprint) {
        var configuration = ordered(
                "version",
                0.1,
                "log",
                ordered("level", "info", "formatter", "json"),
                "storage",
                storage(blueprint),
                "http",
                http(blueprint));
        if (Peers.exist(blueprint)) {
            configuration.put("cluster", ordered("addr", ":" + Ports.PEERS, "peers", Peers.address(blueprint)));
        }
        UpkeepSettings.gc(blueprint).ifPresent(gc -> configuration.put("gc", gc));
        UpkeepSettings.retention(blueprint).ifPresent(retention -> configuration.put("retention", retention));
        CacheVolume.settings(blueprint).ifPresent(cache -> configuration.put("cache", cache));
        AccessSettings.of(blueprint).ifPresent(auth -> configuration.put("auth", auth));
        ContentSettings.notifications(blueprint)
                .ifPresent(notifications -> configuration.put("notifications", notifications));
        ContentSettings.upstreams(blueprint).ifPresent(upstreams -> configuration.put("upstreams", upstreams));
        ContentSettings.tags(blueprint).ifPresent(tags -> configuration.put("tags", tags));
        return configuration;
    }

    private static Map<String, Object> http(Blueprint blueprint) {
        var http = ordered(
                "addr",
                ":" + Ports.REGISTRY,
                "draintimeout",
                Shutdown.DRAIN.toSeconds() + "s",
                "debug",
                ordered("addr", ":" + Ports.DEBUG, "prometheus", Map.of("enabled", true)));
        if (blueprint.files().tls().isPresent()) {
            http.put("tls", ordered("certificate", FilesSecret.CERTIFICATE_FILE, "key", FilesSecret.PRIVATE_KEY_FILE));
        }
        ContentSettings.limits(blueprint).ifPresent(limits -> http.put("limits", limits));
        return http;
    }

    private static Map<String, Object> storage(Blueprint blueprint) {
        var storage = place(blueprint);
        storage.put("delete", Map.of("enabled", true));
        if (blueprint.spec().redirect()) {
            storage.put("redirect", Map.of("disable", false));
        }
        UpkeepSettings.maintenance(blueprint).ifPresent(settings -> storage.put("maintenance", settings));
        return storage;
    }

    private static Map<String, Object> place(Blueprint blueprint) {
        Storage storage = blueprint.spec().storage();
        if (storage.filesystem() != null) {
            return ordered("filesystem", Map.of("rootdirectory", VolumeClaimObject.MOUNT));
        }
        return ordered("s3", storage.s3() != null ? s3(blueprint, storage.s3()) : gateway(blueprint));
    }

    private static Map<String, Object> s3(Blueprint blueprint, S3Storage s3) {
        var settings = ordered(
                "region",
                s3.region(),
                "regionendpoint",
                s3.endpoint(),
                "bucket",
                bucket(blueprint),
                "forcepathstyle",
                s3.forcePathStyle(),
                "secure",
                s3.endpoint().startsWith("https:"));
        return withPrefix(settings, s3.prefix());
    }

    private static Map<String, Object> gateway(Blueprint blueprint) {
        var storj = Objects.requireNonNull(blueprint.spec().storage().storj(), "one kind of storage is set");
        var endpoint = gatewayEndpoint(blueprint, storj.gateway());
        var settings = ordered("region", "us-east-1");
        endpoint.ifPresent(url -> settings.put("regionendpoint", url));
        settings.put("bucket", bucket(blueprint));
        settings.put("forcepathstyle", true);
        settings.put("secure", endpoint.filter(url -> url.startsWith("https:")).isPresent());
        return withPrefix(settings, storj.prefix());
    }

    /** That of a gateway by itself stands in each pod, which must find the edition that its keys are for. */
    private static Optional<String> gatewayEndpoint(Blueprint blueprint, Gateway gateway) {
        return switch (blueprint.placement()) {
            case SIDECAR -> Optional.of("http://" + GatewayContainer.LOOPBACK);
            case HOSTED -> Optional.of(Objects.requireNonNullElse(gateway.endpoint(), Gateway.HOSTED_ENDPOINT));
            case DEDICATED, NONE -> Optional.empty();
        };
    }

    private static Map<String, Object> withPrefix(Map<String, Object> settings, @Nullable String prefix) {
        if (prefix != null) {
            settings.put("rootdirectory", prefix);
        }
        return settings;
    }

    private static String bucket(Blueprint blueprint) {
        return Objects.requireNonNull(blueprint.bucket(), "a bucket is recorded before objects are made");
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
