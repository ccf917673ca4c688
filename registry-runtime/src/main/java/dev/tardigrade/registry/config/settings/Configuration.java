package dev.tardigrade.registry.config.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a registry is told. Defaults are filled in, and every value is valid by itself; whether files and servers are there is not known
 * here.
 *
 * @param upstreams whose images are pulled through
 * @param cluster null where this is the only replica
 */
public record Configuration(
        LogSettings log,
        StorageSettings storage,
        HttpSettings http,
        AuthSettings auth,
        ManifestSettings manifests,
        @Nullable ClusterSettings cluster,
        ReadSettings reads,
        GcSettings gc,
        NotificationSettings notifications,
        List<UpstreamSettings> upstreams) {

    public Configuration {
        upstreams = List.copyOf(upstreams);
    }
}
