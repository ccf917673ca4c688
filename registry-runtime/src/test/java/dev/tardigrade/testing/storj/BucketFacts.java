package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Tag;

/** Buckets as such. */
abstract class BucketFacts extends Facts {

    private static final int MOST = 100;

    @Test
    void makingOnesOwnBucketAgainIsAConflict() {
        assertThat(code(() -> client().createBucket(request -> request.bucket(bucket()))))
                .isEqualTo("BucketAlreadyExists");
        assertThatCode(() -> client().headBucket(request -> request.bucket(bucket())))
                .doesNotThrowAnyException();
    }

    /** Of a project; whoever runs these facts lets no others make buckets meanwhile. */
    @Test
    void theHundredAndFirstBucketIsAnError() {
        List<String> made = new ArrayList<>();
        try {
            for (int there = client().listBuckets().buckets().size(); there < MOST; there++) {
                String name = "facts-%03d".formatted(there);
                client().createBucket(request -> request.bucket(name));
                made.add(name);
            }
            assertThat(status(() -> client().createBucket(request -> request.bucket("facts-one-more"))))
                    .isEqualTo(500);
        } finally {
            made.forEach(name -> client().deleteBucket(request -> request.bucket(name)));
        }
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
