package dev.tardigrade.registry.config;

import static java.util.Objects.requireNonNull;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.ClusterSettings;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.EndpointSettings;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.HttpSettings.Header;
import dev.tardigrade.registry.config.settings.HttpSettings.MetricsPath;
import dev.tardigrade.registry.config.settings.HttpSettings.Protocol;
import dev.tardigrade.registry.config.settings.ListenAddress;
import dev.tardigrade.registry.config.settings.LogSettings;
import dev.tardigrade.registry.config.settings.ReadSettings;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.config.settings.StorageBackend.BucketName;
import dev.tardigrade.registry.config.settings.StorageBackend.Prefix;
import dev.tardigrade.registry.config.settings.StorageBackend.Region;
import dev.tardigrade.registry.config.settings.StorageBackend.S3;
import dev.tardigrade.registry.config.settings.UploadPurging;
import dev.tardigrade.registry.config.settings.UpstreamSettings;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.policy.TagPattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One sample of every supported key. */
final class Samples {

    /** A value that no key with a single value takes. */
    static final String NO_SCALAR = "{a: b}";

    private Samples() {}

    /**
     * One key.
     *
     * @param yaml the configuration around it, without the key
     * @param value something else than the default
     * @param wrong a value that must be refused
     * @param read finds the setting in a configuration
     * @param set what it is with the value
     * @param unset what it is without
     */
    record Sample(
            Key key,
            Yaml yaml,
            String value,
            String wrong,
            Function<Configuration, @Nullable Object> read,
            Object set,
            @Nullable Object unset) {

        static Sample of(
                Key key,
                String value,
                String wrong,
                Function<Configuration, @Nullable Object> read,
                Object set,
                @Nullable Object unset) {
            return new Sample(key, Yaml.around(key).without(key), value, wrong, read, set, unset);
        }

        Sample with(String path, String value) {
            yaml.with(path, value);
            return this;
        }

        @Override
        public String toString() {
            return key.path().toString();
        }
    }

    static Stream<Sample> all() {
        return Stream.of(log(), s3(), storage(), upkeep(), http(), tls(), cluster(), AuthSamples.all())
                .flatMap(List::stream);
    }

    private static List<Sample> log() {
        Function<Configuration, @Nullable Object> level = each -> each.log().level();
        return List.of(
                Sample.of(Key.LOG_LEVEL, "Debug", "derp", level, LogSettings.Level.DEBUG, LogSettings.Level.INFO),
                Sample.of(Key.LOGLEVEL, "error", "5", level, LogSettings.Level.ERROR, LogSettings.Level.INFO),
                Sample.of(
                        Key.LOG_FORMATTER,
                        "json",
                        "xml",
                        each -> each.log().format(),
                        LogSettings.Format.JSON,
                        LogSettings.Format.TEXT),
                Sample.of(
                        Key.LOG_FIELDS,
                        "{a: b, c: 1}",
                        "text",
                        each -> each.log().fields(),
                        Map.of("a", "b", "c", "1"),
                        Map.of()),
                Sample.of(
                        Key.LOG_ACCESSLOG_DISABLED,
                        "yes",
                        "maybe",
                        each -> each.log().accessLog(),
                        false,
                        true));
    }

    private static List<Sample> upkeep() {
        return List.of(
                Sample.of(Key.GC_ENABLED, "false", "maybe", each -> each.gc().enabled(), false, true),
                Sample.of(
                        Key.GC_INTERVAL,
                        "1h",
                        "59s",
                        each -> each.gc().interval(),
                        Duration.ofHours(1),
                        Duration.ofHours(24)),
                Sample.of(
                        Key.GC_GRACEPERIOD,
                        "5m",
                        "4m",
                        each -> each.gc().grace(),
                        Duration.ofMinutes(5),
                        Duration.ofHours(2)),
                Sample.of(Key.GC_UNTAGGED, "true", "maybe", each -> each.gc().untagged(), true, false),
                Sample.of(Key.GC_RATE, "5", "0", each -> each.gc().rate(), 5, 100),
                Sample.of(
                        Key.RETENTION_RULES,
                        "[{repositories: team/**, tags: '*', keep: {newest: 5, pushedwithin: 720h, tags: [latest]}}]",
                        "[{repositories: team, tags: v1, keep: {}}]",
                        each -> each.gc().retention(),
                        new Retention(List.of(new Retention.Rule(
                                List.of(new RepositoryPattern("team/**")),
                                List.of(new TagPattern("*")),
                                new Retention.Keep(5, Duration.ofHours(720), List.of(new TagPattern("latest")))))),
                        Retention.NONE),
                Sample.of(
                        Key.RETENTION_DRYRUN, "true", "maybe", each -> each.gc().dryRetention(), true, false),
                Sample.of(
                        Key.CACHE_TAGS_TTL,
                        "0",
                        "11m",
                        each -> each.reads().timeToLive(),
                        Duration.ZERO,
                        Duration.ofSeconds(10)),
                Sample.of(
                        Key.CACHE_BLOBS_DIRECTORY,
                        "/cache",
                        NO_SCALAR,
                        each -> each.reads().blobs(),
                        new ReadSettings.Folder(Path.of("/cache"), 10L << 30),
                        null),
                Sample.of(
                                Key.CACHE_BLOBS_SIZE,
                                "20Gi",
                                "much",
                                each -> requireNonNull(each.reads().blobs()).bytes(),
                                20L << 30,
                                10L << 30)
                        .with("cache.blobs.directory", "/cache"));
    }

    private static List<Sample> s3() {
        return List.of(
                Sample.of(
                        Key.STORAGE_S3_BUCKET,
                        "my.bucket-1",
                        "Not_A_Bucket",
                        each -> s3(each).bucket(),
                        new BucketName("my.bucket-1"),
                        "required"),
                Sample.of(
                        Key.STORAGE_S3_REGION, "eu1", "a b", each -> s3(each).region(), new Region("eu1"), "required"),
                Sample.of(
                        Key.STORAGE_S3_REGIONENDPOINT,
                        "http://127.0.0.1:7777/",
                        "ftp://x",
                        each -> s3(each).endpoint(),
                        URI.create("http://127.0.0.1:7777"),
                        null),
                Sample.of(Key.STORAGE_S3_FORCEPATHSTYLE, "true", "often", each -> s3(each).pathStyle(), true, false),
                Sample.of(Key.STORAGE_S3_SIGNPAYLOADS, "true", "often", each -> s3(each).signPayloads(), true, false),
                Sample.of(
                        Key.STORAGE_S3_ROOTDIRECTORY,
                        "/a/b/",
                        "a//b",
                        each -> s3(each).prefix(),
                        new Prefix("a/b"),
                        new Prefix("")),
                Sample.of(
                                Key.STORAGE_S3_SECURE,
                                "false",
                                "2",
                                each -> s3(each).endpoint(),
                                URI.create("http://minio:9000"),
                                URI.create("https://minio:9000"))
                        .with("storage.s3.regionendpoint", "minio:9000"),
                Sample.of(
                                Key.STORAGE_S3_ACCESSKEY,
                                "key",
                                NO_SCALAR,
                                each -> credentials(each).accessKey(),
                                new Secret("key"),
                                "required")
                        .with("storage.s3.secretkey", "x"),
                Sample.of(
                                Key.STORAGE_S3_SECRETKEY,
                                "key",
                                NO_SCALAR,
                                each -> credentials(each).secretKey(),
                                new Secret("key"),
                                "required")
                        .with("storage.s3.accesskey", "x"));
    }

    private static List<Sample> storage() {
        return List.of(
                Sample.of(
                                Key.STORAGE_FILESYSTEM_ROOTDIRECTORY,
                                "/srv",
                                NO_SCALAR,
                                each -> each.storage().backend(),
                                new StorageBackend.Filesystem(Path.of("/srv")),
                                new StorageBackend.Filesystem(Path.of("/var/lib/registry")))
                        .with("storage.filesystem", ""),
                Sample.of(
                        Key.STORAGE_INMEMORY,
                        "{}",
                        "{size: 1}",
                        each -> each.storage().backend(),
                        new StorageBackend.InMemory(),
                        "required"),
                Sample.of(
                        Key.STORAGE_DELETE_ENABLED,
                        "true",
                        "1.5",
                        each -> each.storage().deleteEnabled(),
                        true,
                        false),
                Sample.of(
                        Key.STORAGE_MAINTENANCE_READONLY_ENABLED,
                        "on",
                        "x",
                        each -> each.storage().readOnly(),
                        true,
                        false),
                purging(Key.STORAGE_MAINTENANCE_UPLOADPURGING_ENABLED, "no", "x", UploadPurging::enabled, false, true),
                purging(
                        Key.STORAGE_MAINTENANCE_UPLOADPURGING_AGE,
                        "2h",
                        "0s",
                        UploadPurging::age,
                        Duration.ofHours(2),
                        Duration.ofDays(7)),
                purging(
                        Key.STORAGE_MAINTENANCE_UPLOADPURGING_INTERVAL,
                        "2h",
                        "5",
                        UploadPurging::interval,
                        Duration.ofHours(2),
                        Duration.ofDays(1)),
                Sample.of(
                        Key.STORAGE_REDIRECT_DISABLE,
                        "false",
                        "maybe",
                        each -> each.storage().redirects(),
                        true,
                        false),
                purging(Key.STORAGE_MAINTENANCE_UPLOADPURGING_DRYRUN, "yes", "x", UploadPurging::dryRun, true, false),
                Sample.of(
                        Key.AUTH_NONE,
                        "{}",
                        "required",
                        each -> each.auth(),
                        new AuthSettings.Open(),
                        new AuthSettings.Open()),
                Sample.of(
                                Key.AUTH_HTPASSWD_REALM,
                                "Team A",
                                "a\"b",
                                each -> htpasswd(each).realm(),
                                new AuthSettings.Realm("Team A"),
                                "required")
                        .with("auth.htpasswd.path", "/users"),
                Sample.of(
                                Key.AUTH_HTPASSWD_PATH,
                                "/users",
                                NO_SCALAR,
                                each -> htpasswd(each).file(),
                                Path.of("/users"),
                                "required")
                        .with("auth.htpasswd.realm", "Team A"),
                Sample.of(
                        Key.VALIDATION_MANIFESTS_IMAGES_LAYERS,
                        "none",
                        "some",
                        each -> each.manifests().sparseImages(),
                        true,
                        false),
                Sample.of(
                        Key.VALIDATION_MANIFESTS_INDEXES_PLATFORMS,
                        "none",
                        "list",
                        each -> each.manifests().sparseIndexes(),
                        true,
                        false),
                Sample.of(
                        Key.TAGS_IMMUTABLE,
                        "[{tags: ['v*'], except: '*-rc', repositories: team/**}]",
                        "[{tags: [a b], repositories: [team/**]}]",
                        each -> each.manifests().immutable(),
                        new ImmutableTags(List.of(new ImmutableTags.Rule(
                                List.of(new TagPattern("v*")),
                                List.of(new TagPattern("*-rc")),
                                List.of(new RepositoryPattern("team/**"))))),
                        ImmutableTags.NONE),
                Sample.of(
                        Key.NOTIFICATIONS_HOST,
                        "https://registry.example.com:8443",
                        "registry.example.com",
                        each -> each.notifications().host(),
                        URI.create("https://registry.example.com:8443"),
                        null),
                Sample.of(
                        Key.NOTIFICATIONS_ENDPOINTS,
                        "[{name: hook, url: 'https://hook.example.com/', headers: {Authorization: [Bearer x]}, timeout: 2s,"
                                + " threshold: 3, backoff: 5s, ignore: {actions: [pull], mediatypes: [a/b]}, format: cloudevents}]",
                        "[{name: hook, url: nowhere}]",
                        each -> each.notifications().endpoints(),
                        List.of(new EndpointSettings(
                                "hook",
                                URI.create("https://hook.example.com/"),
                                Map.of("Authorization", new Secret("Bearer x")),
                                Duration.ofSeconds(2),
                                3,
                                Duration.ofSeconds(5),
                                Set.of("pull"),
                                Set.of("a/b"),
                                true)),
                        List.of()),
                Sample.of(
                        Key.UPSTREAMS,
                        "[{name: hub, url: 'https://registry-1.docker.io/', prefix: docker.io, username: me, password: word,"
                                + " ttl: 5m}]",
                        "[{name: hub, url: nowhere, prefix: docker.io}]",
                        Configuration::upstreams,
                        List.of(new UpstreamSettings(
                                "hub",
                                URI.create("https://registry-1.docker.io"),
                                new RepositoryName("docker.io"),
                                Optional.of(new UpstreamSettings.Account("me", new Secret("word"))),
                                Duration.ofMinutes(5))),
                        List.of()));
    }

    private static Sample purging(
            Key key, String value, String wrong, Function<UploadPurging, Object> read, Object set, Object unset) {
        return Sample.of(key, value, wrong, each -> read.apply(each.storage().purging()), set, unset);
    }

    private static List<Sample> http() {
        return List.of(
                Sample.of(Key.VERSION, "0.1", "0.2", _ -> "read", "read", "required"),
                Sample.of(
                        Key.HTTP_ADDR,
                        "'[::1]:80'",
                        "5000",
                        each -> each.http().address(),
                        new ListenAddress("::1", 80),
                        new ListenAddress("", 5000)),
                Sample.of(Key.HTTP_NET, "tcp", "unix", _ -> "read", "read", "read"),
                Sample.of(
                        Key.HTTP_HOST,
                        "https://registry.example.com:8443",
                        "registry.example.com",
                        each -> each.http().host(),
                        URI.create("https://registry.example.com:8443"),
                        null),
                Sample.of(
                        Key.HTTP_SECRET, "0123", NO_SCALAR, each -> each.http().secret(), new Secret("0123"), null),
                Sample.of(
                        Key.HTTP_DRAINTIMEOUT,
                        "1m30s",
                        "60",
                        each -> each.http().drainTimeout(),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(25)),
                Sample.of(
                        Key.HTTP_HEADERS,
                        "{X-A: [b, c], X-B: d}",
                        "{Content-Length: ['0']}",
                        each -> each.http().headers(),
                        List.of(new Header("X-A", "b"), new Header("X-A", "c"), new Header("X-B", "d")),
                        List.of()));
    }

    private static List<Sample> tls() {
        return List.of(
                Sample.of(
                                Key.HTTP_TLS_CERTIFICATE,
                                "/c",
                                NO_SCALAR,
                                each -> tls(each).certificate(),
                                Path.of("/c"),
                                "required")
                        .with("http.tls.key", "/k"),
                Sample.of(Key.HTTP_TLS_KEY, "/k", NO_SCALAR, each -> tls(each).key(), Path.of("/k"), "required")
                        .with("http.tls.certificate", "/c"),
                Sample.of(
                                Key.HTTP_TLS_MINIMUMTLS,
                                "tls1.3",
                                "tls1.0",
                                each -> tls(each).minimum(),
                                Protocol.TLS_1_3,
                                Protocol.TLS_1_2)
                        .with("http.tls.certificate", "/c")
                        .with("http.tls.key", "/k"),
                Sample.of(
                                Key.HTTP_TLS_CIPHERSUITES,
                                "[TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]",
                                "[TLS_RSA_WITH_RC4_128_SHA]",
                                each -> tls(each).suites(),
                                List.of(HttpSettings.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
                                List.of())
                        .with("http.tls.certificate", "/c")
                        .with("http.tls.key", "/k"),
                Sample.of(
                                Key.HTTP_TLS_CLIENTCAS,
                                "[/ca, /other]",
                                NO_SCALAR,
                                each -> tls(each).clients(),
                                new HttpSettings.ClientCertificates(List.of(Path.of("/ca"), Path.of("/other")), true),
                                null)
                        .with("http.tls.certificate", "/c")
                        .with("http.tls.key", "/k"),
                Sample.of(
                                Key.HTTP_TLS_CLIENTAUTH,
                                "verify-client-cert-if-given",
                                "require-any-client-cert",
                                each -> requireNonNull(tls(each).clients()).required(),
                                false,
                                true)
                        .with("http.tls.certificate", "/c")
                        .with("http.tls.key", "/k")
                        .with("http.tls.clientcas", "/ca"),
                Sample.of(
                        Key.HTTP_DEBUG_ADDR,
                        ":5001",
                        ":70000",
                        each -> debug(each).address(),
                        new ListenAddress("", 5001),
                        "required"),
                Sample.of(
                                Key.HTTP_DEBUG_PROMETHEUS_ENABLED,
                                "true",
                                "x",
                                each -> debug(each).metrics(),
                                new MetricsPath("/metrics"),
                                null)
                        .with("http.debug.addr", ":5001"),
                Sample.of(
                        Key.HTTP_LIMITS_READS,
                        "64",
                        "0",
                        each -> each.http().limits().reads(),
                        OptionalInt.of(64),
                        OptionalInt.empty()),
                Sample.of(
                        Key.HTTP_LIMITS_WRITES,
                        "8",
                        "many",
                        each -> each.http().limits().writes(),
                        OptionalInt.of(8),
                        OptionalInt.empty()),
                Sample.of(
                                Key.HTTP_DEBUG_PROMETHEUS_PATH,
                                "/m",
                                "m",
                                each -> debug(each).metrics(),
                                new MetricsPath("/m"),
                                new MetricsPath("/metrics"))
                        .with("http.debug.addr", ":5001")
                        .with("http.debug.prometheus.enabled", "true"));
    }

    private static List<Sample> cluster() {
        return List.of(
                inCluster(Key.CLUSTER_ADDR, ":1", "1", each -> cluster(each).address(), new ListenAddress("", 1)),
                inCluster(
                        Key.CLUSTER_SELF, "::1", "a b", each -> cluster(each).self(), new ReplicaAddress("::1", 5002)),
                inCluster(
                        Key.CLUSTER_PEERS,
                        "'a:1, [::1]:2'",
                        "a,b",
                        each -> cluster(each).peers(),
                        List.of(new ReplicaAddress("a", 1), new ReplicaAddress("::1", 2))));
    }

    private static Sample inCluster(
            Key key, String value, String wrong, Function<Configuration, @Nullable Object> read, Object set) {
        Sample sample = Sample.of(key, value, wrong, read, set, "required").with("http.secret", "0123");
        Map.of(Key.CLUSTER_ADDR, ":5002", Key.CLUSTER_SELF, "10.0.0.1", Key.CLUSTER_PEERS, "peers:5002")
                .forEach((other, usual) -> {
                    if (other != key) {
                        sample.with(other.path().toString(), usual);
                    }
                });
        return sample;
    }

    private static ClusterSettings cluster(Configuration configuration) {
        return requireNonNull(configuration.cluster());
    }

    private static S3 s3(Configuration configuration) {
        return (S3) configuration.storage().backend();
    }

    private static StorageBackend.Credentials credentials(Configuration configuration) {
        return requireNonNull(s3(configuration).credentials());
    }

    private static AuthSettings.Htpasswd htpasswd(Configuration configuration) {
        return (AuthSettings.Htpasswd) configuration.auth();
    }

    private static HttpSettings.Tls tls(Configuration configuration) {
        return requireNonNull(configuration.http().tls());
    }

    private static HttpSettings.Debug debug(Configuration configuration) {
        return requireNonNull(configuration.http().debug());
    }
}
