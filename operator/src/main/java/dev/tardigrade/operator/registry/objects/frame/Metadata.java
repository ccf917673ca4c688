package dev.tardigrade.operator.registry.objects.frame;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** What the metadata of all objects of a Registry have in common. */
public final class Metadata {

    private Metadata() {}

    /** Of an object that goes when the Registry goes. */
    public static ObjectMeta owned(Blueprint blueprint, String name) {
        return owned(blueprint.registry(), name);
    }

    public static ObjectMeta owned(Registry registry, String name) {
        return new ObjectMetaBuilder(lasting(registry, name))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(registry.getApiVersion())
                        .withKind(registry.getKind())
                        .withName(registry.getMetadata().getName())
                        .withUid(registry.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build();
    }

    /** Of an object that stays when the Registry goes. */
    public static ObjectMeta lasting(Blueprint blueprint, String name) {
        return lasting(blueprint.registry(), name);
    }

    private static ObjectMeta lasting(Registry registry, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(registry.getMetadata().getNamespace())
                .withLabels(Labels.of(registry.getMetadata().getName()))
                .build();
    }
}
