package dev.tardigrade.operator.registry.deletion;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** What to do next with a Registry that is to go. */
sealed interface Step {

    /** Something has to end first. */
    record Wait() implements Step {}

    /** Delete this: nothing may write any more. */
    record Remove(HasMetadata object) implements Step {}

    /** Make this, which empties the storage. */
    record Start(HasMetadata job) implements Step {}

    /** The Registry may go, and its images are gone. */
    record Done(String message) implements Step {}

    /** The Registry may go, but its images stay although they were to go. */
    record Retain(String why) implements Step {}
}
