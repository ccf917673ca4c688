package dev.tardigrade.registry.server;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.blob.FolderLimits;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.http.AnswerHeaders;
import dev.tardigrade.registry.http.ListenSettings;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.notifications.Receiver;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.upload.UploadLimits;
import dev.tardigrade.registry.upstream.UpstreamRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a registry is to behave.
 *
 * @param prefix below which it keeps everything in its bucket
 * @param secret that it signs with; the same for all replicas
 * @param memory for parts of uploads
 * @param sweep empty where nothing is swept
 * @param cluster empty where this is the only replica
 * @param receivers who is told of what clients do
 * @param upstreams whose images are pulled through
 * @param logins that the gate counts
 */
public record RegistryOptions(
        KeyPrefix prefix,
        ListenSettings listen,
        AnswerHeaders headers,
        Gate gate,
        ApiRules rules,
        ManifestRules manifests,
        CacheLimits cache,
        UploadLimits uploads,
        UploadMemory memory,
        Optional<SweepOptions> sweep,
        Bytes secret,
        Optional<ClusterOptions> cluster,
        Collection collection,
        @Nullable FolderLimits folder,
        List<Receiver> receivers,
        UpstreamRules upstreams,
        LoginCounts logins) {

    public RegistryOptions {
        receivers = List.copyOf(receivers);
    }

    /**
     * How garbage is collected.
     *
     * @param interval between passes
     * @param enabled whether this process does it; leases are kept in any case
     * @param dryRetention whether tags that retention would remove are only told of
     */
    public record Collection(boolean enabled, Duration interval, CollectionRules rules, boolean dryRetention) {}

    /**
     * Where parts of uploads wait for the store.
     *
     * @param segments of the pool, 1 MiB each
     * @param spool an existing folder for what finds no place in it
     * @param partBytes of an upload's first parts
     */
    public record UploadMemory(int segments, Path spool, long partBytes) {}
}
