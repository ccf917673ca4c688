package dev.tardigrade.registry.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.tardigrade.registry.config.settings.LogSettings;
import dev.tardigrade.registry.config.settings.LogSettings.Format;
import dev.tardigrade.registry.config.settings.LogSettings.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LoggingTest {

    private final PrintStream console = System.out;

    @AfterEach
    void restore() throws JoranException {
        System.setOut(console);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private static String printed(LogSettings settings, Runnable logging) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        Logging.apply(settings);
        logging.run();
        return out.toString(UTF_8);
    }

    @Test
    void librariesDoNotLogAtDebugBeforeTheConfigurationIsRead() {
        assertThat(LoggerFactory.getLogger("org.eclipse.jetty.server.Server").isInfoEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("dev.tardigrade.registry").isInfoEnabled())
                .isTrue();
        assertThat(LoggerFactory.getLogger("dev.tardigrade.registry").isDebugEnabled())
                .isFalse();
    }

    @Test
    void librariesDoNotLogAtDebugWhateverTheLevel() {
        Logging.apply(new LogSettings(Level.DEBUG, Format.TEXT, Map.of(), true));
        assertThat(LoggerFactory.getLogger("org.eclipse.jetty.io").isDebugEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("dev.tardigrade.registry").isDebugEnabled())
                .isTrue();
    }

    @Test
    void jsonLinesCarryTheFieldsOfTheConfiguration() {
        LogSettings settings = new LogSettings(Level.INFO, Format.JSON, Map.of("environment", "a \"test\""), true);
        Logger logger = LoggerFactory.getLogger("dev.tardigrade.registry.example");
        String line =
                printed(settings, () -> logger.atInfo().addKeyValue("bytes", 7).log("pushed {}", "app"));
        assertThat(line)
                .startsWith("{")
                .contains("\"message\":\"pushed app\"")
                .contains("\"bytes\":7")
                .contains("\"environment\":\"a \\\"test\\\"\"");
    }

    @Test
    void textLinesCarryTheFieldsOfTheConfiguration() {
        LogSettings settings = new LogSettings(Level.WARN, Format.TEXT, Map.of("where", "50% (here)"), true);
        Logger logger = LoggerFactory.getLogger("dev.tardigrade.registry.example");
        assertThat(printed(settings, () -> {
                    logger.warn("slow");
                    logger.info("not shown");
                }))
                .contains("WARN  slow")
                .contains("where=50% (here)")
                .doesNotContain("not shown");
    }

    @Test
    void theAccessLogCanBeSwitchedOff() {
        Logging.apply(new LogSettings(Level.INFO, Format.TEXT, Map.of(), false));
        assertThat(LoggerFactory.getLogger("dev.tardigrade.registry.access").isInfoEnabled())
                .isFalse();
    }
}
