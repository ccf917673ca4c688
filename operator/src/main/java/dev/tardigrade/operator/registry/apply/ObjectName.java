package dev.tardigrade.operator.registry.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which object of a Registry it is, as messages say it. */
record ObjectName(String kind, String name) {

    static ObjectName of(HasMetadata object) {
        return new ObjectName(object.getKind(), object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
