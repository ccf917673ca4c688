package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets as such. */
abstract class BucketFacts extends Facts {

    @Test
    void makingOnesOwnBucketAgainIsAConflict() {
        assertThat(code(() -> client().createBucket(request -> request.bucket(bucket()))))
                .isEqualTo("BucketAlreadyExists");
        assertThatCode(() -> client().headBucket(request -> request.bucket(bucket())))
                .doesNotThrowAnyException();
    }

    @Test
    void aBucketThatIsMissingIsNotFound() {
        assertThat(status(() -> client().headBucket(request -> request.bucket("facts-of-nothing"))))
                .isEqualTo(404);
        assertThat(code(() -> client().getObjectAsBytes(
                                request -> request.bucket("facts-of-nothing").key("a"))))
                .isEqualTo("NoSuchBucket");
    }

    @Test
    void aBucketHasNoTags() {
        assertThat(status(() -> client().getBucketTagging(request -> request.bucket(bucket()))))
                .isEqualTo(501);
        assertThat(status(() -> client().putBucketTagging(request -> request.bucket(bucket())
                        .tagging(tags ->
                                tags.tagSet(Tag.builder().key("a").value("b").build())))))
                .isIn(400, 501);
    }

    @Test
    void aBucketHasNoLifecyclePolicyOrEncryption() {
        assertThat(status(() -> client().getBucketLifecycleConfiguration(request -> request.bucket(bucket()))))
                .isEqualTo(501);
        assertThat(status(() -> client().getBucketPolicy(request -> request.bucket(bucket()))))
                .isEqualTo(501);
        assertThat(status(() -> client().getBucketEncryption(request -> request.bucket(bucket()))))
                .isEqualTo(501);
    }

    @Test
    void accessListsAndVersioningAreAnsweredAndMeanNothing() {
        assertThatCode(() -> client().getBucketAcl(request -> request.bucket(bucket())))
                .doesNotThrowAnyException();
        assertThat(client().getBucketVersioning(request -> request.bucket(bucket()))
                        .status())
                .isNull();
    }

    @Test
    void aBucketThatIsNotEmptyIsNotDeleted() {
        put("a", "x");
        assertThat(code(() -> client().deleteBucket(request -> request.bucket(bucket()))))
                .isEqualTo("BucketNotEmpty");
    }
}
