package dev.tardigrade.registry.cli.invocation;

import dev.tardigrade.registry.config.settings.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations of the command line as the configuration has them. */
public final class ToDuration implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' " + e.getMessage());
        }
    }
}
