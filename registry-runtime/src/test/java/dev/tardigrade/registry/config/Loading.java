package dev.tardigrade.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.source.Finding;
import java.util.List;
import java.util.Map;

/** Reads configurations in tests and shows what came of it. */
final class Loading {

    static final String MINIMAL = "version: 0.1\nstorage: inmemory\n";

    private Loading() {}

    static LoadResult.Loaded loaded(String yaml, Map<String, String> environment) {
        var result = ConfigurationLoader.parse(yaml, environment);
        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        return (LoadResult.Loaded) result;
    }

    static Configuration configuration(String yaml) {
        return loaded(yaml, Map.of()).configuration();
    }

    static List<String> warnings(String yaml) {
        return texts(loaded(yaml, Map.of()).warnings());
    }

    static List<String> problems(String yaml, Map<String, String> environment) {
        return switch (ConfigurationLoader.parse(yaml, environment)) {
            case LoadResult.Loaded _ -> List.of();
            case LoadResult.Rejected rejected -> texts(rejected.problems());
        };
    }

    static List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }
}
