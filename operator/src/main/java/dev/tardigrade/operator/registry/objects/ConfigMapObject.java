package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.storage.S3Storage;
import dev.tardigrade.api.v1alpha1.storage.Storage;
import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
        return ordered(
                "version",
                0.1,
                "log",
                ordered("level", "info", "formatter", "json"),
                "storage",
                storage(blueprint),
                "http",
                ordered(
                        "addr",
                        ":" + Ports.REGISTRY,
                        "draintimeout",
                        Shutdown.DRAIN.toSeconds() + "s",
                        "debug",
                        ordered("addr", ":" + Ports.DEBUG, "prometheus", Map.of("enabled", true))));
    }

    private static Map<String, Object> storage(Blueprint blueprint) {
        Storage storage = blueprint.spec().storage();
        var delete = Map.of("enabled", true);
        if (storage.filesystem() != null) {
            return ordered("filesystem", Map.of("rootdirectory", VolumeClaimObject.MOUNT), "delete", delete);
        }
        return ordered("s3", storage.s3() != null ? s3(blueprint, storage.s3()) : gateway(blueprint), "delete", delete);
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
        var settings = ordered(
                "region",
                "us-east-1",
                "regionendpoint",
                "http://" + GatewayContainer.ADDRESS,
                "bucket",
                bucket(blueprint),
                "forcepathstyle",
                true,
                "secure",
                false);
        return withPrefix(settings, storj.prefix());
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
