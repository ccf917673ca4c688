package dev.tardigrade.operator.registry.objects.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/**
 * Where servers read a Secret as files.
 *
 * @param volume its name in the pod
 * @param path in the container
 */
record SecretFolder(String volume, String path) {

    /** For the group of the servers alone. */
    private static final int MODE = 0440;

    Volume of(Secret secret) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(secret.getMetadata().getName())
                .withDefaultMode(MODE)
                .endSecret()
                .build();
    }

    /** With one of its keys alone. */
    Volume of(Secret secret, String key) {
        return new VolumeBuilder(of(secret))
                .editSecret()
                .addNewItem()
                .withKey(key)
                .withPath(key)
                .endItem()
                .endSecret()
                .build();
    }

    VolumeMount mount() {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }
}
