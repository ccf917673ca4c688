package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.RegistrySpec;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Patterns of repositories that the schema lets through, and at which a server would not start. */
final class RepositoryPatterns {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9._*-]+(?:/[a-z0-9._*-]+)*");

    private RepositoryPatterns() {}

    static Optional<Problem> problem(RegistrySpec spec) {
        return fields(spec)
                .flatMap(field -> field.patterns().stream()
                        .filter(pattern -> !GRAMMAR.matcher(pattern).matches() || pattern.contains("***"))
                        .map(pattern -> new Problem(
                                Reason.INVALID_SPEC,
                                "spec.%s.repositories has \"%s\": write the name of a repository, in which * is any part of a component and ** of a name"
                                        .formatted(field.name(), pattern))))
                .findFirst();
    }

    /**
     * A field with patterns.
     *
     * @param name of what has the field {@code repositories}
     */
    private record Field(String name, List<String> patterns) {}

    private static Stream<Field> fields(RegistrySpec spec) {
        var access = Optional.ofNullable(spec.auth()).stream()
                .flatMap(auth -> Stream.concat(
                        each("auth.policies", auth.policies().stream().map(policy -> policy.repositories())),
                        auth.robots().stream()
                                .map(robot -> new Field("auth.robots[" + robot.name() + "]", robot.repositories()))));
        return Stream.of(
                        access,
                        each("immutableTags", spec.immutableTags().stream().map(rule -> rule.repositories())),
                        each("retention", spec.retention().stream().map(rule -> rule.repositories())))
                .flatMap(fields -> fields);
    }

    private static Stream<Field> each(String list, Stream<List<String>> patterns) {
        var all = patterns.toList();
        return IntStream.range(0, all.size()).mapToObj(i -> new Field(list + "[" + i + "]", all.get(i)));
    }
}
