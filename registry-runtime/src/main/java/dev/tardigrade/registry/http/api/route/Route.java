package dev.tardigrade.registry.http.api.route;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upload.SessionToken;
import java.util.List;

/** What a path of the API stands for (OCI distribution spec, "Endpoints"). */
public sealed interface Route {

    /** Which methods there are. */
    List<String> methods();

    /** {@code /v2/} */
    record Base() implements Route {
        @Override
        public List<String> methods() {
            return List.of("GET", "HEAD");
        }
    }

    /** {@code /v2/_catalog} */
    record Repositories() implements Route {
        @Override
        public List<String> methods() {
            return List.of("GET", "HEAD");
        }
    }

    /** A path below a repository. */
    sealed interface OfRepository extends Route {
        RepositoryName repository();
    }

    /** {@code /v2/<name>/tags/list} */
    record Tags(RepositoryName repository) implements OfRepository {
        @Override
        public List<String> methods() {
            return List.of("GET", "HEAD");
        }
    }

    /** {@code /v2/<name>/manifests/<reference>} */
    record Manifest(RepositoryName repository, Reference reference) implements OfRepository {
        @Override
        public List<String> methods() {
            return List.of("GET", "HEAD", "PUT", "DELETE");
        }
    }

    /** {@code /v2/<name>/referrers/<digest>} */
    record Referrers(RepositoryName repository, Digest subject) implements OfRepository {
        @Override
        public List<String> methods() {
            return List.of("GET", "HEAD");
        }
    }

    /** {@code /v2/<name>/blobs/<digest>} */
    record Blob(RepositoryName repository, Digest digest) implements OfRepository {
        @Override
        public List<String> methods() {
            return List.of("GET", "HEAD", "DELETE");
        }
    }

    /** {@code /v2/<name>/blobs/uploads/} */
    record NewUpload(RepositoryName repository) implements OfRepository {
        @Override
        public List<String> methods() {
            return List.of("POST");
        }
    }

    /** {@code /v2/<name>/blobs/uploads/<token>} */
    record Upload(RepositoryName repository, SessionToken token) implements OfRepository {
        @Override
        public List<String> methods() {
            return List.of("GET", "PATCH", "PUT", "DELETE");
        }
    }
}
