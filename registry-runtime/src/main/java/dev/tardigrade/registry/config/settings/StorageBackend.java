package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds the content. */
public sealed interface StorageBackend {

    /** A directory; relative to the working directory of the process if it is not absolute. */
    record Filesystem(Path rootDirectory) implements StorageBackend {}

    /** The memory of this process. */
    record InMemory() implements StorageBackend {}

    /**
     * A bucket.
     *
     * @param endpoint scheme, host and perhaps port; null for AWS
     * @param pathStyle whether the bucket is named in the path and not in the host
     * @param signPayloads whether payloads are signed on this machine, too
     * @param credentials null for what the machine provides, as the AWS SDK finds it
     */
    record S3(
            BucketName bucket,
            Region region,
            @Nullable URI endpoint,
            boolean pathStyle,
            boolean signPayloads,
            Prefix prefix,
            @Nullable Credentials credentials)
            implements StorageBackend {

        private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]+){3}|\\[::1\\]");

        /** With payloads that are signed only where somebody could change them. */
        public S3(
                BucketName bucket,
                Region region,
                @Nullable URI endpoint,
                boolean pathStyle,
                Prefix prefix,
                @Nullable Credentials credentials) {
            this(bucket, region, endpoint, pathStyle, false, prefix, credentials);
        }

        /** Whether what is sent does not leave this machine. */
        public boolean isOnThisMachine() {
            return endpoint != null && LOOPBACK.matcher(endpoint.getHost()).matches();
        }
    }

    /** A key pair of an S3 account. */
    record Credentials(Secret accessKey, Secret secretKey) {}

    /**
     * The name of a bucket.
     *
     * @param value 3 to 63 characters, as S3 wants them
     */
    record BucketName(String value) {

        private static final Pattern GRAMMAR = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

        public BucketName {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException("must be 3 to 63 small letters, digits, dots and hyphens");
            }
        }
    }

    /**
     * A region; endpoints that are not AWS know it as part of the signature only.
     *
     * @param value letters, digits and hyphens
     */
    record Region(String value) {

        private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

        public Region {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException("must be the name of a region, for instance us-east-1");
            }
        }
    }

    /**
     * What all keys begin with.
     *
     * @param value components joined by slashes, with none at either end; empty for the whole bucket
     */
    record Prefix(String value) {

        private static final Pattern GRAMMAR =
                Pattern.compile("|(?!.*(^|/)\\.{1,2}(/|$))(?=.{1,512}$)[A-Za-z0-9._+=@-]+(/[A-Za-z0-9._+=@-]+)*");

        public Prefix {
            if (!GRAMMAR.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "must be components of letters, digits and ._+=@- joined by slashes");
            }
        }
    }
}
