package dev.tardigrade.testing.storj;

import dev.tardigrade.testing.s3.S3Access;
import org.junit.jupiter.api.Nested;

/** Facts about Storj's gateway. Extend it once for each endpoint that is one, or behaves as one, with production's limits on. */
public abstract class StorjFacts {

    /** The endpoint under test. Buckets whose names begin with {@code facts-} are made there. */
    protected abstract S3Access access();

    @Nested
    final class Objects extends ObjectFacts {

        @Override
        S3Access access() {
            return StorjFacts.this.access();
        }
    }

    @Nested
    final class Multiparts extends MultipartFacts {

        @Override
        S3Access access() {
            return StorjFacts.this.access();
        }
    }

    @Nested
    final class Rates extends RateFacts {

        @Override
        S3Access access() {
            return StorjFacts.this.access();
        }
    }

    @Nested
    final class Lists extends ListFacts {

        @Override
        S3Access access() {
            return StorjFacts.this.access();
        }
    }

    @Nested
    final class Buckets extends BucketFacts {

        @Override
        S3Access access() {
            return StorjFacts.this.access();
        }
    }

    @Nested
    final class Wire extends WireFacts {

        @Override
        S3Access access() {
            return StorjFacts.this.access();
        }
    }
}
