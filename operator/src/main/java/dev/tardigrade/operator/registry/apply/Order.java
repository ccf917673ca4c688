package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.operator.registry.model.OptionalKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * In which order objects are applied. A pass ends with the first one that the API server takes long to fail with; so those with which it did before come
 * behind the others, which would else never be reached, but what pods need still before the pods.
 *
 * @param first to be applied before what is not wanted any more is deleted
 * @param last to be applied after it: no pod needs them
 */
record Order(List<HasMetadata> first, List<HasMetadata> last) {

    static Order of(List<HasMetadata> wanted, List<ObjectName> slow) {
        Predicate<HasMetadata> isSlow = object -> slow.contains(ObjectName.of(object));
        var late = wanted.stream()
                .filter(isSlow)
                .sorted(Comparator.comparingInt(object -> slow.indexOf(ObjectName.of(object))))
                .toList();
        var needed = late.stream()
                .filter(object -> makesPods(object) || isBeforePods(object, wanted))
                .toList();
        var quick = wanted.stream().filter(isSlow.negate()).toList();
        var first = needed.isEmpty()
                ? quick
                : Stream.of(
                                quick.stream().filter(Predicate.not(Order::makesPods)),
                                needed.stream().filter(Predicate.not(Order::makesPods)),
                                quick.stream().filter(Order::makesPods),
                                needed.stream().filter(Order::makesPods))
                        .flatMap(objects -> objects)
                        .toList();
        return new Order(
                first, late.stream().filter(Predicate.not(needed::contains)).toList());
    }

    /** What pods need is made before them; a kind that a cluster may have or not is none of that. */
    private static boolean isBeforePods(HasMetadata object, List<HasMetadata> wanted) {
        return !OptionalKind.isAny(object)
                && wanted.stream().skip(wanted.indexOf(object)).anyMatch(Order::makesPods);
    }

    private static boolean makesPods(HasMetadata object) {
        return object instanceof Deployment;
    }
}
