package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storj.StorjFacts;
import org.junit.jupiter.api.AfterAll;

/** The Storj profile keeps to the facts. */
final class StorjFactsTest extends StorjFacts {

    private static final S3TestServer SERVER = S3TestServer.start(S3Profile.storj());

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Override
    protected S3Access access() {
        return SERVER.access();
    }
}
