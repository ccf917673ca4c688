package dev.tardigrade.testing.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All buckets, and the requests for them as such. */
final class StoredBuckets {

    private static final int MOST = 100;

    private final Map<String, StoredBucket> buckets = new ConcurrentSkipListMap<>();
    private final S3Profile profile;

    StoredBuckets(S3Profile profile) {
        this.profile = profile;
    }

    StoredBucket get(String name) {
        return Optional.ofNullable(buckets.get(name))
                .orElseThrow(() -> new S3Error(404, "NoSuchBucket", "The specified bucket does not exist"));
    }

    void forgetAborted() {
        buckets.values()
                .forEach(bucket ->
                        bucket.uploads().values().removeIf(upload -> upload.state() == StoredUpload.State.ABORTED));
    }

    S3Response head(S3Request request) {
        get(request.bucket());
        return S3Response.of(200);
    }

    S3Response create(S3Request request) {
        Names.checkBucket(request.bucket());
        if (profile.likeStorj() && buckets.size() >= MOST && !buckets.containsKey(request.bucket())) {
            throw S3Error.internal("number of allocated buckets exceeded");
        }
        if (!create(request.bucket()) && profile.likeStorj()) {
            throw new S3Error(409, "BucketAlreadyExists", "The requested bucket name is not available.");
        }
        return S3Response.of(200);
    }

    boolean create(String name) {
        return buckets.putIfAbsent(name, new StoredBucket(KeyOrder.of(profile))) == null;
    }

    S3Response delete(S3Request request) {
        if (!get(request.bucket()).objects().isEmpty()) {
            throw new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        buckets.remove(request.bucket());
        return S3Response.of(204);
    }

    S3Response list() {
        return S3Response.xml(
                "ListAllMyBucketsResult",
                result -> result.element(
                        "Buckets",
                        all -> buckets.keySet()
                                .forEach(name -> all.element("Bucket", bucket -> bucket.text("Name", name)))));
    }
}
