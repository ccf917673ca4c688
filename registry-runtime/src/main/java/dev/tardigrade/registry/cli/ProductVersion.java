package dev.tardigrade.registry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that this was built as. */
final class ProductVersion implements IVersionProvider {

    private static final String FILE = "version.properties";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Objects.requireNonNull(ProductVersion.class.getResourceAsStream(FILE), FILE)) {
            Properties properties = new Properties();
            properties.load(in);
            return new String[] {"registry " + properties.getProperty("version")};
        }
    }
}
