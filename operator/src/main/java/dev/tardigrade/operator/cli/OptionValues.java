package dev.tardigrade.operator.cli;

import dev.tardigrade.operator.grant.BucketName;
import dev.tardigrade.operator.grant.Restriction;
import dev.tardigrade.operator.vocabulary.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options. Each failure says what is wanted and does not repeat what was given. */
final class OptionValues {

    private OptionValues() {}

    static final class Bucket implements ITypeConverter<BucketName> {

        @Override
        public BucketName convert(String value) {
            try {
                return new BucketName(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class Time implements ITypeConverter<Instant> {

        /** RFC 3339, which wants seconds and an offset; Java's own parser does without seconds. */
        private static final Pattern RFC_3339 = Pattern.compile(
                "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})");

        @Override
        public Instant convert(String value) {
            if (!RFC_3339.matcher(value).matches()) {
                throw new TypeConversionException("a time as in RFC 3339 is needed, for instance 2030-01-31T08:00:00Z");
            }
            try {
                Instant time = OffsetDateTime.parse(value).toInstant();
                Restriction.none().notAfter(time);
                return time;
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new TypeConversionException("there is no such time; a day of the years 1 to 9999 is needed");
            }
        }
    }

    static final class Length implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            Duration length = DurationText.parse(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "a duration of hours, minutes and seconds is needed, for instance 1h30m or 45s"));
            try {
                Restriction.none().maxObjectTtl(length);
                return length;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
