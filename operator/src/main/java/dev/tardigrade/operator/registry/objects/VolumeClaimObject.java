package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.storage.FilesystemStorage;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Map;
import java.util.Optional;

/** The volume of a registry on the file system. It stays when the Registry goes, as a bucket does. */
final class VolumeClaimObject {

    static final String MOUNT = "/var/lib/registry";

    private VolumeClaimObject() {}

    static Optional<PersistentVolumeClaim> of(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().storage().filesystem())
                .map(filesystem -> claim(blueprint, filesystem));
    }

    private static PersistentVolumeClaim claim(Blueprint blueprint, FilesystemStorage filesystem) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(Metadata.lasting(blueprint, blueprint.names().volumeClaim()))
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
