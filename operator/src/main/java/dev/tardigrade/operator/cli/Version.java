package dev.tardigrade.operator.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the manifest of the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version =
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "not built as a jar");
        return new String[] {"operator " + version};
    }
}
