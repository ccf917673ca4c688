package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upload.SessionToken;

/** The paths that clients are sent to. They begin with a slash and name no host, so that they hold behind any proxy. */
final class Locations {

    private Locations() {}

    static String blob(RepositoryName repository, Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }

    static String manifest(RepositoryName repository, Digest digest) {
        return "/v2/" + repository + "/manifests/" + digest;
    }

    /** The session is in the path: some clients drop the query. */
    static String upload(RepositoryName repository, SessionToken token) {
        return "/v2/" + repository + "/blobs/uploads/" + token;
    }
}
