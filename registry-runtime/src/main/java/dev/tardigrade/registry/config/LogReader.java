package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.LogSettings;
import dev.tardigrade.registry.config.source.KeyPath;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the section {@code log}. */
final class LogReader {

    private static final String LOGSTASH = "logstash";

    private final Settings settings;

    LogReader(Settings settings) {
        this.settings = settings;
    }

    LogSettings read() {
        return new LogSettings(level(), format(), fields(), !settings.flag(Key.LOG_ACCESSLOG_DISABLED, false));
    }

    private LogSettings.Level level() {
        var old = settings.value(Key.LOGLEVEL, LogSettings.Level.INFO, LogReader::level);
        if (settings.isSet(Key.LOGLEVEL)) {
            settings.warning(Key.LOGLEVEL, "is the old name of log.level: use that");
        }
        return settings.value(Key.LOG_LEVEL, old, LogReader::level);
    }

    private static LogSettings.Level level(Node.Scalar written) {
        return switch (written.text().toLowerCase(Locale.ROOT)) {
            case "error" -> LogSettings.Level.ERROR;
            case "warn" -> LogSettings.Level.WARN;
            case "info" -> LogSettings.Level.INFO;
            case "debug" -> LogSettings.Level.DEBUG;
            default -> throw new IllegalArgumentException("must be error, warn, info or debug");
        };
    }

    private LogSettings.Format format() {
        if (settings.value(Key.LOG_FORMATTER, "", Node.Scalar::text).equals(LOGSTASH)) {
            settings.warning(Key.LOG_FORMATTER, "logstash is written as json, which Logstash reads too");
        }
        return settings.value(Key.LOG_FORMATTER, LogSettings.Format.TEXT, LogReader::format);
    }

    private static LogSettings.Format format(Node.Scalar written) {
        return switch (written.text()) {
            case "text" -> LogSettings.Format.TEXT;
            case "json", LOGSTASH -> LogSettings.Format.JSON;
            default -> throw new IllegalArgumentException("must be text or json");
        };
    }

    private Map<String, String> fields() {
        KeyPath path = Key.LOG_FIELDS.path();
        Map<String, String> fields = new LinkedHashMap<>();
        settings.entries(path).forEach((name, node) -> {
            switch (node) {
                case Node.Scalar scalar -> fields.put(name, scalar.text());
                case Node.Nothing _ -> {}
                case Node.Mapping _, Node.Sequence _ -> settings.problem(path.child(name), "must be a single value");
            }
        });
        return fields;
    }
}
