package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.ComputeResources;
import dev.tardigrade.operator.registry.model.Blueprint;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How large the heap of a server gets whose cache lies in memory. The image gives the heap a share of the container's limit; the cache counts
 * towards the same limit, so that the kernel would end a server whose heap and cache are both full.
 */
final class HeapBesideCache {

    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    /** Of the memory, as the image has it. */
    private static final BigDecimal SHARE = new BigDecimal("0.4");

    /** A server needs this much in any case; a limit that has no room for it is too small with any heap. */
    private static final BigDecimal LEAST = BigDecimal.valueOf(64L << 20);

    private HeapBesideCache() {}

    /** Empty where the image's share is right, and where the user sets the variable. */
    static Optional<EnvVar> variable(Blueprint blueprint, ComputeResources resources) {
        if (blueprint.spec().env().stream().anyMatch(variable -> variable.name().equals(VARIABLE))) {
            return Optional.empty();
        }
        return CacheVolume.memory(blueprint)
                .flatMap(cache -> Optional.ofNullable(resources.limits().get("memory"))
                        .map(limit -> new EnvVar(VARIABLE, "-Xmx" + heap(limit, cache), null)));
    }

    private static String heap(Quantity limit, Quantity cache) {
        return limit.getNumericalAmount()
                .subtract(cache.getNumericalAmount())
                .multiply(SHARE)
                .max(LEAST)
                .toBigInteger()
                .toString();
    }
}
