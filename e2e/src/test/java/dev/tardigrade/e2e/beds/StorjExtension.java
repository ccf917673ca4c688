package dev.tardigrade.e2e.beds;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out a {@link StorjNetwork} on loopback, the same in the whole run. A test that breaks it mends it. */
public final class StorjExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StorjNetwork.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return BedExtension.oncePerRun(
                context, BedKind.STORJ, StorjNetwork.class, () -> new StorjNetwork(Bed.start(BedKind.STORJ, Map.of())));
    }
}
