package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.auth.login.LoginSource;
import dev.tardigrade.registry.blob.FolderLimits;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cluster.Seeds;
import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.ClusterSettings;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.EndpointSettings;
import dev.tardigrade.registry.config.settings.GcSettings;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.ReadSettings;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.config.settings.StorageSettings;
import dev.tardigrade.registry.config.settings.UploadPurging;
import dev.tardigrade.registry.config.settings.UpstreamSettings;
import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.http.AnswerHeaders;
import dev.tardigrade.registry.http.ListenSettings;
import dev.tardigrade.registry.http.ServerLimits;
import dev.tardigrade.registry.http.TlsFiles;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.notifications.EventAction;
import dev.tardigrade.registry.notifications.EventFormat;
import dev.tardigrade.registry.notifications.Receiver;
import dev.tardigrade.registry.server.RegistryOptions.UploadMemory;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.upload.UploadLimits;
import dev.tardigrade.registry.upstream.Upstream;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Login;
import dev.tardigrade.registry.upstream.wire.Remote;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a configuration means for the parts of the registry. */
final class OptionsOfConfiguration {

    /** Enough for sixteen uploads whose parts fill at the same time. */
    private static final int SEGMENTS_FOR_FILES = 80;

    private static final List<String> TLS_1_3_SUITES =
            List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
    private static final int SECRET_BYTES = 32;
    private static final int SESSIONS = 10_000;
    private static final Duration IDLE = Duration.ofHours(1);

    private OptionsOfConfiguration() {}

    /** Throws an {@link IOException} that says which file is missing or wrong. */
    static RegistryOptions read(Configuration configuration, KeyPrefix prefix, InstantSource clock) throws IOException {
        HttpSettings http = configuration.http();
        StorageSettings storage = configuration.storage();
        Bytes secret = secret(http.secret());
        LoginCounts logins = logins(configuration.auth());
        HeapShares heap = HeapShares.of(Runtime.getRuntime().maxMemory());
        return new RegistryOptions(
                prefix,
                new ListenSettings(
                        http.address().toSocketAddress(),
                        tls(http.tls()),
                        http.drainTimeout(),
                        ServerLimits.ofHeap(Runtime.getRuntime().maxMemory())
                                .with(http.limits().reads(), http.limits().writes()),
                        Optional.ofNullable(configuration.notifications().host())),
                new AnswerHeaders(headers(http.headers())),
                new GateOfConfiguration(http, secret, clock, logins).gate(configuration.auth()),
                new ApiRules(storage.deleteEnabled(), !storage.readOnly(), storage.redirects()),
                manifests(configuration),
                new CacheLimits(heap.cacheBytes(), configuration.reads().timeToLive()),
                new UploadLimits(SESSIONS, IDLE, storage.purging().age()),
                new UploadMemory(
                        segments(storage.backend(), heap),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        partBytes(storage.backend())),
                sweep(storage),
                secret,
                Optional.ofNullable(configuration.cluster()).map(OptionsOfConfiguration::cluster),
                collection(configuration),
                folder(configuration.reads().blobs()),
                configuration.notifications().endpoints().stream()
                        .map(OptionsOfConfiguration::receiver)
                        .toList(),
                UpstreamRules.of(configuration.upstreams().stream()
                        .map(OptionsOfConfiguration::upstream)
                        .toList()),
                logins);
    }

    private static LoginCounts logins(AuthSettings auth) {
        return new LoginCounts(
                auth instanceof AuthSettings.Htpasswd known
                        ? known.identities().stream()
                                .map(identity -> new LoginSource(identity.name()))
                                .toList()
                        : List.of());
    }

    /** Each part of a file is written while the next one comes in; a part in a bucket costs a call. */
    private static long partBytes(StorageBackend backend) {
        return switch (backend) {
            case StorageBackend.Filesystem _ -> MultipartUpload.MIN_PART_SIZE;
            case StorageBackend.S3 _, StorageBackend.InMemory _ -> PartBuffers.FULL_BYTES;
        };
    }

    /** Parts of files are small, and soon written. */
    private static int segments(StorageBackend backend, HeapShares heap) {
        return switch (backend) {
            case StorageBackend.Filesystem _ -> Math.min(heap.segments(), SEGMENTS_FOR_FILES);
            case StorageBackend.S3 _, StorageBackend.InMemory _ -> heap.segments();
        };
    }

    private static @Nullable FolderLimits folder(ReadSettings.@Nullable Folder folder) {
        return folder == null ? null : new FolderLimits(folder.directory(), folder.bytes());
    }

    static ManifestRules manifests(Configuration configuration) {
        return new ManifestRules(
                configuration.manifests().sparseImages(),
                configuration.manifests().sparseIndexes(),
                !configuration.storage().readOnly(),
                configuration.manifests().immutable(),
                configuration.gc().retention());
    }

    private static RegistryOptions.Collection collection(Configuration configuration) {
        GcSettings gc = configuration.gc();
        return new RegistryOptions.Collection(
                gc.enabled() && !configuration.storage().readOnly(), gc.interval(), rules(gc), gc.dryRetention());
    }

    static CollectionRules rules(GcSettings gc) {
        return new CollectionRules(gc.grace(), gc.untagged(), gc.rate(), LeaseTerms.DEFAULT);
    }

    private static Optional<TlsFiles> tls(HttpSettings.@Nullable Tls tls) {
        if (tls == null) {
            return Optional.empty();
        }
        List<String> protocols = switch (tls.minimum()) {
            case TLS_1_2 -> List.of("TLSv1.2", "TLSv1.3");
            case TLS_1_3 -> List.of("TLSv1.3");
        };
        return Optional.of(new TlsFiles(
                tls.certificate(),
                tls.key(),
                protocols,
                suites(tls),
                Optional.ofNullable(tls.clients())
                        .map(clients -> new TlsFiles.ClientCertificates(clients.authorities(), clients.required()))));
    }

    /** Those of TLS 1.3 are left as they are, as {@code registry:2} does. */
    private static List<String> suites(HttpSettings.Tls tls) {
        return tls.suites().isEmpty()
                ? List.of()
                : Stream.concat(tls.suites().stream().map(Enum::name), TLS_1_3_SUITES.stream())
                        .toList();
    }

    private static Map<String, List<String>> headers(List<HttpSettings.Header> headers) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        headers.forEach(header ->
                byName.computeIfAbsent(header.name(), _ -> new ArrayList<>()).add(header.value()));
        return byName;
    }

    private static Receiver receiver(EndpointSettings endpoint) {
        return new Receiver(
                endpoint.name(),
                endpoint.url(),
                endpoint.headers(),
                endpoint.timeout(),
                endpoint.threshold(),
                endpoint.backoff(),
                endpoint.ignoredActions().stream()
                        .flatMap(word -> EventAction.byWord(word).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                endpoint.ignoredMediaTypes(),
                endpoint.cloudEvents() ? EventFormat.CLOUD_EVENTS : EventFormat.DOCKER);
    }

    private static Upstream upstream(UpstreamSettings each) {
        return new Upstream(
                new Remote(
                        each.name(),
                        each.url(),
                        each.account().map(account -> new Login(account.user(), account.password()))),
                each.prefix(),
                each.ttl());
    }

    /** What may not be written to is not swept either. */
    private static Optional<SweepOptions> sweep(StorageSettings storage) {
        UploadPurging purging = storage.purging();
        return purging.enabled() && !storage.readOnly()
                ? Optional.of(new SweepOptions(purging.interval(), purging.dryRun()))
                : Optional.empty();
    }

    private static ClusterOptions cluster(ClusterSettings cluster) {
        return new ClusterOptions(cluster.address().toSocketAddress(), cluster.self(), new Seeds(cluster.peers()));
    }

    private static Bytes secret(@Nullable Secret configured) {
        if (configured != null) {
            return Bytes.of(configured.reveal().getBytes(UTF_8));
        }
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return Bytes.of(random);
    }
}
