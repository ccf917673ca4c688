package dev.tardigrade.e2e.beds;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out a {@link Cluster} without nodes, the same in the whole run, and a {@link TestNamespace} for each test. */
public final class ApiServerExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == TestNamespace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Cluster cluster = BedExtension.oncePerRun(context, BedKind.CLUSTER, Cluster.class, Cluster::start);
        return parameter.getParameter().getType() == Cluster.class
                ? cluster
                : BedExtension.oncePerTest(context, TestNamespace.class, cluster::newNamespace);
    }
}
