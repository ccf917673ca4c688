package dev.tardigrade.registry.config.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is logged, and how.
 *
 * @param fields names and values that every line carries, in the order in which they were written
 * @param accessLog whether each request leaves a line
 */
public record LogSettings(Level level, Format format, Map<String, String> fields, boolean accessLog) {

    public LogSettings {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The least severe lines that are written. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** For people or for machines. */
    public enum Format {
        TEXT,
        JSON
    }
}
