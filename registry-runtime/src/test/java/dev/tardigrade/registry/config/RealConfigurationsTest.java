package dev.tardigrade.registry.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.GcSettings;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.config.settings.HttpSettings.Debug;
import dev.tardigrade.registry.config.settings.HttpSettings.Header;
import dev.tardigrade.registry.config.settings.HttpSettings.MetricsPath;
import dev.tardigrade.registry.config.settings.HttpSettings.Protocol;
import dev.tardigrade.registry.config.settings.HttpSettings.Tls;
import dev.tardigrade.registry.config.settings.ListenAddress;
import dev.tardigrade.registry.config.settings.LogSettings;
import dev.tardigrade.registry.config.settings.ManifestSettings;
import dev.tardigrade.registry.config.settings.NotificationSettings;
import dev.tardigrade.registry.config.settings.ReadSettings;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.config.settings.StorageBackend.BucketName;
import dev.tardigrade.registry.config.settings.StorageBackend.Credentials;
import dev.tardigrade.registry.config.settings.StorageBackend.Prefix;
import dev.tardigrade.registry.config.settings.StorageBackend.Region;
import dev.tardigrade.registry.config.settings.StorageSettings;
import dev.tardigrade.registry.config.settings.UploadPurging;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Configurations as people have them for {@code registry:2}. */
final class RealConfigurationsTest {

    @Test
    void theDefaultOfTheImageBehindPasswords() {
        String yaml = resource("files-behind-htpasswd.yml");
        var log = new LogSettings(LogSettings.Level.INFO, LogSettings.Format.TEXT, Map.of("service", "registry"), true);
        var storage = new StorageSettings(
                new StorageBackend.Filesystem(Path.of("/srv/images")), false, false, UploadPurging.DEFAULT);
        var http = new HttpSettings(
                new ListenAddress("", 5000),
                null,
                null,
                Duration.ofSeconds(25),
                null,
                new HttpSettings.Limits(OptionalInt.empty(), OptionalInt.empty()),
                List.of(new Header("X-Content-Type-Options", "nosniff")),
                null);
        var auth = new AuthSettings.Htpasswd(new AuthSettings.Realm("basic-realm"), Path.of("/etc/registry/htpasswd"));
        assertThat(Loading.configuration(yaml))
                .isEqualTo(new Configuration(
                        log,
                        storage,
                        http,
                        auth,
                        new ManifestSettings(false, false),
                        null,
                        new ReadSettings(Duration.ofSeconds(10), null),
                        new GcSettings(true, Duration.ofHours(24), Duration.ofHours(2), false, 100),
                        new NotificationSettings(null, List.of()),
                        List.of()));
        assertThat(Loading.warnings(yaml))
                .containsExactly(
                        "line 12: storage.tag.concurrencylimit: has no effect: a manifest is deleted without reading all tags",
                        "line 22: health.storagedriver: has no effect: /readyz always asks the storage");
    }

    @Test
    void oneForDevelopment() {
        String yaml = resource("development.yml");
        var configuration = Loading.configuration(yaml);
        assertThat(configuration.log().level()).isEqualTo(LogSettings.Level.DEBUG);
        assertThat(configuration.log().fields())
                .containsExactly(Map.entry("service", "registry"), Map.entry("environment", "development"));
        assertThat(configuration.storage().deleteEnabled()).isTrue();
        assertThat(configuration.http().address()).isEqualTo(new ListenAddress("localhost", 5000));
        assertThat(configuration.http().secret()).isEqualTo(new Secret("asecretforlocaldevelopment"));
        assertThat(configuration.http().debug())
                .isEqualTo(new Debug(new ListenAddress("localhost", 5001), new MetricsPath("/metrics")));
        assertThat(configuration.auth()).isEqualTo(new AuthSettings.Open());
        assertThat(Loading.warnings(yaml))
                .containsExactly(
                        "line 11: storage.cache.blobdescriptor: has no effect: the cache is in memory",
                        "line 27: redis: has no effect: nothing is kept in Redis",
                        "line 32: notifications.events: has no effect: events do not list what a manifest refers to");
    }

    @Test
    void oneForAnotherS3BehindTls() {
        String yaml = resource("minio.yml");
        var configuration = Loading.configuration(yaml);
        assertThat(configuration.log())
                .isEqualTo(new LogSettings(LogSettings.Level.WARN, LogSettings.Format.JSON, Map.of(), false));
        var bucket = new StorageBackend.S3(
                new BucketName("images"),
                new Region("eu-west-1"),
                URI.create("http://minio.storage.svc:9000"),
                true,
                new Prefix("team-a/images"),
                new Credentials(new Secret("minio-user"), new Secret("minio-password")));
        assertThat(configuration.storage()).isEqualTo(new StorageSettings(bucket, false, true, UploadPurging.DEFAULT));
        assertThat(configuration.http().drainTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(configuration.http().tls())
                .isEqualTo(new Tls(
                        Path.of("/certs/tls.crt"), Path.of("/certs/tls.key"), Protocol.TLS_1_3, List.of(), null));
        assertThat(Loading.warnings(yaml))
                .containsExactly(
                        "line 18: storage.s3.chunksize: has no effect: parts are 64 MiB, one segment on Storj");
    }

    @Test
    void theOneThatTheOperatorWrites() {
        var keys = Map.of(
                "REGISTRY_STORAGE_S3_ACCESSKEY", "user",
                "REGISTRY_STORAGE_S3_SECRETKEY", "word",
                "REGISTRY_HTTP_SECRET", "c2lnbg==");
        var loaded = Loading.loaded(resource("in-a-cluster.yml"), keys);
        var bucket = new StorageBackend.S3(
                new BucketName("shop-team-a-2b7f6f0f1c7d"),
                new Region("us-east-1"),
                URI.create("http://127.0.0.1:7777"),
                true,
                new Prefix("images"),
                new Credentials(new Secret("user"), new Secret("word")));
        assertThat(loaded.configuration().storage())
                .isEqualTo(new StorageSettings(bucket, true, false, UploadPurging.DEFAULT));
        assertThat(loaded.configuration().http().secret()).isEqualTo(new Secret("c2lnbg=="));
        assertThat(loaded.configuration().http().debug())
                .isEqualTo(new Debug(new ListenAddress("", 5001), new MetricsPath("/metrics")));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void aCompositionOfContainersThatSetsAllByVariables() {
        var variables = Map.of(
                "REGISTRY_AUTH", "htpasswd",
                "REGISTRY_AUTH_HTPASSWD_REALM", "Registry Realm",
                "REGISTRY_AUTH_HTPASSWD_PATH", "/auth/htpasswd",
                "REGISTRY_HTTP_ADDR", "0.0.0.0:443",
                "REGISTRY_HTTP_TLS_CERTIFICATE", "/certs/domain.crt",
                "REGISTRY_HTTP_TLS_KEY", "/certs/domain.key",
                "REGISTRY_STORAGE_DELETE_ENABLED", "true",
                "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", "/data");
        var configuration =
                Loading.loaded(resource("files-behind-htpasswd.yml"), variables).configuration();
        assertThat(configuration.storage())
                .isEqualTo(new StorageSettings(
                        new StorageBackend.Filesystem(Path.of("/data")), true, false, UploadPurging.DEFAULT));
        assertThat(configuration.auth())
                .isEqualTo(
                        new AuthSettings.Htpasswd(new AuthSettings.Realm("Registry Realm"), Path.of("/auth/htpasswd")));
        assertThat(configuration.http().address()).isEqualTo(new ListenAddress("0.0.0.0", 443));
        assertThat(configuration.http().tls())
                .isEqualTo(new Tls(
                        Path.of("/certs/domain.crt"), Path.of("/certs/domain.key"), Protocol.TLS_1_2, List.of(), null));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(RealConfigurationsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
