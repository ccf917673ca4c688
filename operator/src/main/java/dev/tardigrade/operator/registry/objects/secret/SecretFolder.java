package dev.tardigrade.operator.registry.objects.secret;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.stream.Stream;

/**
 * Where servers read a Secret as files.
 *
 * @param volume its name in the pod
 * @param path in the container
 */
record SecretFolder(String volume, String path) {

    /** For the group of the servers alone. */
    private static final int MODE = 0440;

    /**
     * Its volume.
     *
     * @param keys those that are seen; none stands for all
     */
    Volume of(Secret secret, String... keys) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(secret.getMetadata().getName())
                .withDefaultMode(MODE)
                .withItems(Stream.of(keys)
                        .map(key -> new KeyToPath(key, null, key))
                        .toList())
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
