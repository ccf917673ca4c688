package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.api.v1alpha1.operation.Availability;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.OptionalKind;

/** Whether an object for monitoring is made. */
final class Wish {

    private Wish() {}

    /** An object of this kind cannot be made where the cluster does not know it, whatever is wished for. */
    static boolean isGranted(Availability wish, OptionalKind kind, Blueprint blueprint) {
        return wish != Availability.Disabled && blueprint.installed().has(kind);
    }
}
