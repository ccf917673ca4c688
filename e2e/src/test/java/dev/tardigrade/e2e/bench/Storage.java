package dev.tardigrade.e2e.bench;

import java.net.URI;
import java.nio.file.Path;

/** Where a registry of the benchmark keeps its images. */
sealed interface Storage {

    /** For the section {@code storage}, which both products read alike. */
    String settings();

    record Files(Path root) implements Storage {
        @Override
        public String settings() {
            return "filesystem: {rootdirectory: " + root + "}";
        }
    }

    record Bucket(URI endpoint, String name, String accessKey, String secretKey) implements Storage {
        @Override
        public String settings() {
            return "s3: {region: us-east-1, regionendpoint: \"%s\", bucket: %s, accesskey: \"%s\", secretkey: \"%s\", forcepathstyle: true, secure: false}"
                    .formatted(endpoint, name, accessKey, secretKey);
        }
    }
}
