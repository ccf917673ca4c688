package dev.tardigrade.registry.upstream.wire;

/** What an upstream says to a question that it has understood. */
public sealed interface Answer<T> {

    /** It has it. */
    record Found<T>(T value) implements Answer<T> {}

    /** It does not have it. */
    record Missing<T>() implements Answer<T> {}

    /** It does not give it to this registry: many say so of what they do not have, too. */
    record Refused<T>(int status) implements Answer<T> {}
}
