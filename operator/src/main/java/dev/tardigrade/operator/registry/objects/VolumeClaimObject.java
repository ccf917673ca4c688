package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.storage.FilesystemStorage;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The volume of a registry on the file system. It stays when the Registry goes, as a bucket does: so it has no owner, and to Argo CD, where that goes
 * by our label {@code app.kubernetes.io/instance}, it would be an object of the Application of that name that is not in git.
 */
final class VolumeClaimObject {

    static final String MOUNT = "/var/lib/registry";

    private VolumeClaimObject() {}

    static Optional<PersistentVolumeClaim> of(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().storage().filesystem())
                .map(filesystem -> claim(blueprint, filesystem));
    }

    private static PersistentVolumeClaim claim(Blueprint blueprint, FilesystemStorage filesystem) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(new ObjectMetaBuilder(
                                Metadata.lasting(blueprint, blueprint.names().volumeClaim()))
                        .withAnnotations(new TreeMap<>(Annotations.KEPT_BY_ARGO_CD))
                        .build())
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(filesystem.storageClassName())
                .withNewResources()
                .withRequests(Map.of("storage", filesystem.size()))
                .endResources()
                .endSpec()
                .build();
    }
}
