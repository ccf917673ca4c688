package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.ConfigurationLoader;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.storage.KeyPrefix;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsOfConfigurationTest {

    @Test
    void manifestsMayBeSparseWhereTheConfigurationSaysSo() throws IOException {
        assertThat(options("").manifests()).isEqualTo(ManifestRules.STRICT);
        assertThat(options("validation: {manifests: {indexes: {platforms: none}}}")
                        .manifests())
                .isEqualTo(new ManifestRules(false, true, true));
        assertThat(options("validation: {manifests: {images: {layers: none}}}").manifests())
                .isEqualTo(new ManifestRules(true, false, true));
    }

    @Test
    void readOnlyForbidsToPush() throws IOException {
        assertThat(options("").rules()).isEqualTo(new ApiRules(false, true));
        assertThat(options("REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED", "true")
                        .rules())
                .isEqualTo(new ApiRules(false, false));
        assertThat(options("REGISTRY_STORAGE_DELETE_ENABLED", "true").rules()).isEqualTo(new ApiRules(true, true));
    }

    @Test
    void headersOfOneNameStayTogether() throws IOException {
        assertThat(options("http: {headers: {X-A: [b, c]}}").headers().configured())
                .isEqualTo(Map.of("X-A", List.of("b", "c")));
    }

    @Test
    void theHostIsForWhatOthersAreToldToo() throws IOException {
        assertThat(options("").listen().host()).isEmpty();
        assertThat(options("http: {host: 'https://registry.example.com'}")
                        .listen()
                        .host())
                .contains(URI.create("https://registry.example.com"));
    }

    private static RegistryOptions options(String yaml) throws IOException {
        return options(yaml, Map.of());
    }

    private static RegistryOptions options(String variable, String value) throws IOException {
        return options("", Map.of(variable, value));
    }

    private static RegistryOptions options(String yaml, Map<String, String> environment) throws IOException {
        var result = ConfigurationLoader.parse("version: 0.1\nstorage: inmemory\n" + yaml, environment);
        assertThat(result).isInstanceOf(Loaded.class);
        return OptionsOfConfiguration.read(((Loaded) result).configuration(), KeyPrefix.ROOT, Clock.systemUTC());
    }
}
