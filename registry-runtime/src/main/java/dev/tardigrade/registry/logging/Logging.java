package dev.tardigrade.registry.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.config.settings.LogSettings;
import java.util.Map;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** Puts the configuration of logging into effect. */
public final class Logging {

    private static final String OWN = "dev.tardigrade";
    private static final String ACCESS = "dev.tardigrade.registry.access";

    private Logging() {}

    /** From now on lines go to standard output as these settings say. Libraries log warnings and errors alone, whatever the level. */
    public static void apply(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Encoder<ILoggingEvent> encoder = switch (settings.format()) {
            case TEXT -> text(settings.fields());
            case JSON -> json(settings.fields());
        };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(console);
        Level level = level(settings.level());
        root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        context.getLogger(OWN).setLevel(level);
        context.getLogger(ACCESS).setLevel(settings.accessLog() ? Level.INFO : Level.OFF);
    }

    private static Level level(LogSettings.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }

    private static Encoder<ILoggingEvent> text(Map<String, String> fields) {
        StringBuilder constant = new StringBuilder();
        fields.forEach((name, value) -> constant.append(' ').append(escaped(name + "=" + value)));
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg %kvp %mdc" + constant + "%n");
        return encoder;
    }

    /** So that Logback takes it as it is. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("(", "\\(")
                .replace(")", "\\)");
    }

    private static Encoder<ILoggingEvent> json(Map<String, String> fields) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setShortenedLoggerNameLength(40);
        ObjectNode constant = JsonNodeFactory.instance.objectNode();
        fields.forEach(constant::put);
        encoder.setCustomFields(constant.toString());
        return encoder;
    }
}
