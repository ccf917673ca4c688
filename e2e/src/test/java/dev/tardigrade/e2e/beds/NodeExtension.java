package dev.tardigrade.e2e.beds;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out a {@link Node}, its {@link Cluster} and a {@link StorjNetwork} that its pods reach, the same in the whole run, and a
 * {@link TestNamespace} for each test. Needs root.
 */
public final class NodeExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Node.class || type == Cluster.class || type == TestNamespace.class || type == StorjNetwork.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Node node = BedExtension.oncePerRun(
                context, BedKind.NODE, Node.class, () -> new Node(Bed.start(BedKind.NODE, Map.of())));
        Class<?> type = parameter.getParameter().getType();
        if (type == Node.class) {
            return node;
        }
        if (type == Cluster.class) {
            return node.cluster();
        }
        if (type == TestNamespace.class) {
            return BedExtension.oncePerTest(context, TestNamespace.class, node.cluster()::newNamespace);
        }
        return BedExtension.oncePerRun(
                context,
                BedKind.NODE,
                StorjNetwork.class,
                () -> new StorjNetwork(Bed.start(BedKind.STORJ, Map.of("STORJ_HOST", node.hostAddress()))));
    }
}
