package dev.tardigrade.registry.cli.bucket;

import dev.tardigrade.registry.bucket.Owner;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class ToOwner implements ITypeConverter<Owner> {

    @Override
    public Owner convert(String text) {
        try {
            return new Owner(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
