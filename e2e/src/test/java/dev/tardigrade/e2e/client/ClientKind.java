package dev.tardigrade.e2e.client;

import java.nio.file.Path;

/** The clients that push and pull images. */
public enum ClientKind {
    CRANE,
    SKOPEO,
    REGCTL,
    ORAS,
    PODMAN,
    BUILDAH,
    CTR,
    DOCKER,
    JIB;

    /** Ready to use, with whatever it keeps in the folder. */
    public RegistryClient in(Path folder) {
        return switch (this) {
            case CRANE -> new Crane();
            case SKOPEO -> new Skopeo();
            case REGCTL -> new Regctl();
            case ORAS -> new Oras();
            case PODMAN -> new Podman(folder);
            case BUILDAH -> new Buildah(folder);
            case CTR -> new Ctr(folder);
            case DOCKER -> new Docker(folder);
            case JIB -> new JibCore(folder);
        };
    }
}
