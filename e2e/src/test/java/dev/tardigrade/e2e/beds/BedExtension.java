package dev.tardigrade.e2e.beds;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Keeps what lives as long as the whole run (of several processes of tests each has its own), or as one test. JUnit closes it at the end, in the
 * reverse order of its making.
 */
final class BedExtension {

    private static final Namespace NAMESPACE = Namespace.create(BedExtension.class);

    private BedExtension() {}

    static <T extends AutoCloseable> T oncePerRun(
            ExtensionContext context, BedKind bed, Class<T> type, Supplier<T> make) {
        List<Object> key = List.of(bed, type);
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(key, _ -> make.get(), type);
    }

    static <T extends AutoCloseable> T oncePerTest(ExtensionContext context, Class<T> type, Supplier<T> make) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(type, _ -> make.get(), type);
    }
}
