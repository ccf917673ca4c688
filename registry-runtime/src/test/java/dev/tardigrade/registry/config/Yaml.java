package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes configurations for tests: a key or two on top of one that stores in memory or, where asked for, elsewhere. */
final class Yaml {

    private final Map<String, String> values = new LinkedHashMap<>();

    private Yaml() {}

    /** A configuration that lacks nothing but a storage. */
    static Yaml withoutStorage() {
        return new Yaml().with("version", "0.1");
    }

    /** The smallest one in which this key makes sense. */
    static Yaml around(Key key) {
        String path = key.path().toString();
        Yaml yaml = withoutStorage();
        if (path.startsWith("storage.s3.")) {
            yaml.with("storage.s3.bucket", "images").with("storage.s3.region", "eu-west-1");
        } else if (path.startsWith("storage.filesystem.")) {
            yaml.with("storage.filesystem.rootdirectory", "/images");
        } else {
            yaml.with("storage.inmemory", "");
        }
        return yaml;
    }

    Yaml with(String path, String value) {
        values.put(path, value);
        return this;
    }

    Yaml with(Key key, String value) {
        return with(key.path().toString(), value);
    }

    Yaml without(Key key) {
        values.remove(key.path().toString());
        return this;
    }

    /** The text, each key on a line of its own. */
    String text() {
        var text = new StringBuilder();
        List<String> before = List.of();
        for (Map.Entry<String, String> value : sorted()) {
            List<String> path = List.of(value.getKey().split("\\."));
            int common = common(before, path);
            for (int i = common; i < path.size(); i++) {
                text.append("  ".repeat(i)).append(path.get(i)).append(':');
                text.append(i == path.size() - 1 ? " " + value.getValue() : "").append('\n');
            }
            before = path;
        }
        return text.toString();
    }

    /** Keys of one section stand together: the order of first appearance decides, by section. */
    private List<Map.Entry<String, String>> sorted() {
        return values.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    private static int common(List<String> one, List<String> other) {
        int i = 0;
        while (i < one.size() && i < other.size() - 1 && one.get(i).equals(other.get(i))) {
            i++;
        }
        return i;
    }
}
