package dev.tardigrade.registry.model;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} to the edge. The only exception that this registry's own code throws for an expected failure. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RegistryException(Failure failure) {
        this(failure, null);
    }

    public RegistryException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
