package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the controller of the Gateway that the spec names says of a route. Others may have had it before. */
record RouteState(GenericKubernetesResource route) {

    private static final List<String> NEEDED = List.of("Accepted", "ResolvedRefs");

    /** Why the route does not lead anywhere, if so. */
    Optional<Problem> obstacle() {
        var conditions = conditions();
        if (conditions.isEmpty()) {
            return Optional.of(
                    new Problem(
                            Reason.ROUTE_NOT_ACCEPTED,
                            "no Gateway has taken the route yet: see whether the Gateway is there and allows routes from this namespace"));
        }
        return conditions.stream()
                .filter(condition ->
                        NEEDED.contains(text(condition, "type")) && !"True".equals(text(condition, "status")))
                .findFirst()
                .map(condition -> new Problem(
                        Reason.ROUTE_NOT_ACCEPTED,
                        "the Gateway does not take the route (%s): %s"
                                .formatted(text(condition, "reason"), text(condition, "message"))));
    }

    private List<Map<?, ?>> conditions() {
        var wanted = entries(route.get("spec", "parentRefs")).map(this::parent).toList();
        return entries(route.get("status", "parents"))
                .filter(parent ->
                        parent.get("parentRef") instanceof Map<?, ?> reference && wanted.contains(parent(reference)))
                .flatMap(parent -> entries(parent.get("conditions")))
                .toList();
    }

    /** Which one a reference means: what it leaves out is filled in on one side or the other. */
    private List<String> parent(Map<?, ?> reference) {
        var namespace = text(reference, "namespace");
        return List.of(
                namespace.isEmpty() ? route.getMetadata().getNamespace() : namespace,
                text(reference, "name"),
                text(reference, "sectionName"));
    }

    static Stream<Map<?, ?>> entries(@Nullable Object list) {
        return list instanceof List<?> entries
                ? entries.stream().filter(Map.class::isInstance).map(entry -> (Map<?, ?>) entry)
                : Stream.empty();
    }

    static String text(Map<?, ?> condition, String key) {
        return Objects.toString(condition.get(key), "");
    }
}
