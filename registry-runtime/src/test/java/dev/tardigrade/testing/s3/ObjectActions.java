package dev.tardigrade.testing.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests for single objects. */
final class ObjectActions {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final StoredBuckets buckets;
    private final S3Profile profile;
    private final WriteRate rate = new WriteRate();

    ObjectActions(StoredBuckets buckets, S3Profile profile) {
        this.buckets = buckets;
        this.profile = profile;
    }

    S3Response read(S3Request request) {
        StoredBytes object = buckets.get(request.bucket()).find(request.key()).orElseThrow(S3Error::noSuchKey);
        if (request.header("if-none-match").filter(object.quotedEtag()::equals).isPresent()) {
            return S3Response.of(304);
        }
        S3Response whole = S3Response.of(200)
                .withHeader("ETag", object.quotedEtag())
                .withHeader("Content-Type", object.contentType())
                .withHeader("Accept-Ranges", "bytes")
                .withHeader(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                object.modified().atOffset(ZoneOffset.UTC)))
                .withBody(object.bytes());
        if (request.query().containsKey("partNumber") && profile.likeStorj()) {
            return whole.withStatus(206);
        }
        return request.header("range").map(range -> range(whole, range)).orElse(whole);
    }

    private static S3Response range(S3Response whole, String header) {
        Matcher range = RANGE.matcher(header);
        int size = whole.body().length;
        if (!range.matches()) {
            return whole;
        }
        long first = Long.parseLong(range.group(1));
        if (first >= size) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        long last = range.group(2).isEmpty() ? size - 1L : Math.min(size - 1L, Long.parseLong(range.group(2)));
        return whole.withStatus(206)
                .withHeader("Content-Range", "bytes " + first + "-" + last + "/" + size)
                .withBody(Arrays.copyOfRange(whole.body(), (int) first, (int) last + 1));
    }

    S3Response put(S3Request request, byte[] body) {
        StoredBucket bucket = buckets.get(request.bucket());
        Names.checkKey(request.key(), profile);
        Names.checkMetadata(request, profile);
        limit(request);
        var object =
                StoredBytes.of(body, request.header("content-type").orElse(StoredBytes.DEFAULT_TYPE), expiry(request));
        write(bucket, request, object);
        return S3Response.of(200).withHeader("ETag", object.quotedEtag());
    }

    void limit(S3Request request) {
        if (profile.rateLimits()) {
            rate.take(request.bucket() + "/" + request.key());
        }
    }

    void write(StoredBucket bucket, S3Request request, StoredBytes object) {
        Preconditions.checkMatch(request, bucket.find(request.key()), profile);
        if (!Preconditions.createsOnce(request)) {
            bucket.put(request.key(), object);
        } else if (profile.atomicCreate()) {
            if (!bucket.create(request.key(), object)) {
                throw S3Error.preconditionFailed();
            }
        } else {
            if (bucket.wasTaken(request.key(), request.arrived())) {
                throw S3Error.preconditionFailed();
            }
            bucket.put(request.key(), object);
        }
    }

    private Optional<Instant> expiry(S3Request request) {
        Optional<Instant> expires = request.header("x-amz-meta-object-expires")
                .filter(_ -> profile.likeStorj())
                .map(text -> text.startsWith("+")
                        ? Instant.now().plus(Duration.parse("PT" + text.substring(1)))
                        : Instant.parse(text));
        if (expires.isPresent() && expires.get().isBefore(Instant.now())) {
            throw S3Error.internal("invalid expiration time, cannot be in the past");
        }
        return expires;
    }

    S3Response copy(S3Request request) {
        String[] source = request.header("x-amz-copy-source")
                .orElse("")
                .replaceFirst("^/", "")
                .split("/", 2);
        StoredBytes found = buckets.get(source[0]).find(source[1]).orElseThrow(S3Error::noSuchKey);
        StoredBytes copy = found.again(found.etag());
        write(buckets.get(request.bucket()), request, copy);
        return S3Response.xml(
                "CopyObjectResult",
                result -> result.text("ETag", copy.quotedEtag()).text("LastModified", copy.modified()));
    }

    S3Response delete(S3Request request) {
        StoredBucket bucket = buckets.get(request.bucket());
        Preconditions.checkMatch(request, bucket.find(request.key()), profile);
        bucket.delete(request.key());
        return S3Response.of(204);
    }

    S3Response deleteMany(S3Request request, byte[] body) {
        StoredBucket bucket = buckets.get(request.bucket());
        if (profile.likeStorj() && request.header("content-md5").isEmpty()) {
            throw new S3Error(400, "MissingContentMD5", "Missing required header for this request: Content-Md5.");
        }
        XmlReader.elements(body, "Object").forEach(object -> bucket.delete(XmlReader.text(object, "Key")));
        return S3Response.xml("DeleteResult", _ -> {});
    }
}
