package dev.tardigrade.registry.storage.s3;

import static dev.tardigrade.registry.storage.s3.S3Failures.FORBIDDEN;
import static dev.tardigrade.registry.storage.s3.S3Failures.NOT_FOUND;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

final class S3Bucket implements Bucket {

    /** Readiness is asked by machines with little patience. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final Duration TOTAL = Duration.ofSeconds(8);

    private final S3Calls calls;
    private final S3Listing listing;

    S3Bucket(S3Calls calls) {
        this.calls = calls;
        this.listing = new S3Listing(calls);
    }

    @Override
    public String name() {
        return calls.bucket();
    }

    @Override
    public Access access() {
        return calls.run(() -> {
            try {
                calls.client()
                        .headBucket(request -> request.bucket(name())
                                .overrideConfiguration(calls.within(ATTEMPT, TOTAL, Duration.ZERO)));
                return Access.GRANTED;
            } catch (AwsServiceException e) {
                return switch (e.statusCode()) {
                    case NOT_FOUND, FORBIDDEN -> asS3Says();
                    default -> throw e;
                };
            }
        });
    }

    /** What is answered to HEAD has no body: a proxy may have said it, whose service is away. What S3 itself says has a code. */
    private Access asS3Says() {
        try {
            calls.client()
                    .listObjectsV2(request -> request.bucket(name())
                            .maxKeys(1)
                            .overrideConfiguration(calls.within(ATTEMPT, TOTAL, Duration.ZERO)));
            return Access.GRANTED;
        } catch (AwsServiceException e) {
            if (S3Failures.isMissingBucket(e)) {
                return Access.MISSING;
            }
            if (S3Failures.isDenial(e)) {
                return Access.DENIED;
            }
            throw S3Failures.code(e).isEmpty() ? calls.failures().notByS3(e) : e;
        }
    }

    @Override
    public boolean create() {
        // AWS answers 200 for one's own bucket in its first region, so only asking before tells who made it.
        if (access() == Access.GRANTED) {
            return false;
        }
        return calls.run(() -> {
            try {
                calls.client().createBucket(request -> request.bucket(name()).overrideConfiguration(calls.limits(0)));
                return true;
            } catch (AwsServiceException e) {
                if (S3Failures.isBucketConflict(e)) {
                    return madeMeanwhile();
                }
                throw e;
            }
        });
    }

    /** Storj answers 409 also for one's own bucket; whether it is ours shows when it is asked for. */
    private boolean madeMeanwhile() {
        return switch (access()) {
            case GRANTED -> false;
            case DENIED, MISSING ->
                throw new RegistryException(new Failure.StorageDenied("bucket " + name()
                        + " belongs to somebody else at " + calls.settings().endpointName() + "; choose another name"));
        };
    }

    @Override
    public boolean isEmpty(KeyPrefix prefix) {
        return listing.isEmpty(prefix);
    }

    @Override
    public boolean delete() {
        return calls.run(() -> {
            try {
                calls.client().deleteBucket(request -> request.bucket(name()).overrideConfiguration(calls.limits(0)));
                return true;
            } catch (AwsServiceException e) {
                if (e.statusCode() == NOT_FOUND) {
                    return true;
                }
                if (S3Failures.isBucketConflict(e)) {
                    return false;
                }
                throw e;
            }
        });
    }
}
