package dev.tardigrade.testing.s3;

import dev.tardigrade.testing.s3.StoredUpload.State;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/** Requests for multipart uploads. */
final class MultipartActions {

    private static final int SMALLEST_PART = 5 << 20;
    private static final int MOST_PARTS = 10_000;

    private final StoredBuckets buckets;
    private final ObjectActions objects;
    private final S3Profile profile;

    MultipartActions(StoredBuckets buckets, ObjectActions objects, S3Profile profile) {
        this.buckets = buckets;
        this.objects = objects;
        this.profile = profile;
    }

    S3Response start(S3Request request) {
        StoredBucket bucket = buckets.get(request.bucket());
        Names.checkKey(request.key(), profile);
        objects.limit(request);
        String id = UUID.randomUUID().toString().replace("-", "");
        String type = request.header("content-type").orElse(StoredBytes.DEFAULT_TYPE);
        bucket.uploads().put(id, new StoredUpload(request.key(), type));
        return S3Response.xml(
                "InitiateMultipartUploadResult",
                result -> result.text("Bucket", request.bucket())
                        .text("Key", request.key())
                        .text("UploadId", id));
    }

    /** The upload; S3 forgets one that has ended, Storj only what it may no longer do. */
    private StoredUpload upload(S3Request request) {
        StoredUpload upload = buckets.get(request.bucket()).upload(request.required("uploadId"), request.key());
        if (!profile.likeStorj() && upload.state() != State.OPEN) {
            throw S3Error.noSuchUpload();
        }
        return upload;
    }

    S3Response putPart(S3Request request, byte[] body) {
        StoredUpload upload = upload(request);
        int number = request.number("partNumber", 0);
        if (number < 1 || number > MOST_PARTS) {
            throw new S3Error(400, "InvalidArgument", "Part number must be an integer between 1 and 10000");
        }
        if (upload.state() == State.COMPLETED) {
            throw S3Error.internal("pending object missing");
        }
        StoredBytes part = StoredBytes.of(body, upload.contentType(), Optional.empty());
        upload.parts().put(number, part);
        return S3Response.of(200).withHeader("ETag", part.quotedEtag());
    }

    S3Response copyPart(S3Request request) {
        if (profile.likeStorj()) {
            throw new S3Error(501, "NotImplemented", "UploadPartCopy");
        }
        String[] source = request.header("x-amz-copy-source")
                .orElse("")
                .replaceFirst("^/", "")
                .split("/", 2);
        StoredBytes found = buckets.get(source[0]).find(source[1]).orElseThrow(S3Error::noSuchKey);
        upload(request).parts().put(request.number("partNumber", 0), found);
        return S3Response.xml("CopyPartResult", result -> result.text("ETag", found.quotedEtag()));
    }

    S3Response parts(S3Request request) {
        StoredUpload upload = upload(request);
        int after = request.number("part-number-marker", 0);
        Map<Integer, StoredBytes> rest = upload.parts().tailMap(after, false);
        int most = profile.pageSize();
        return S3Response.xml("ListPartsResult", result -> {
            result.text("IsTruncated", rest.size() > most);
            rest.keySet().stream()
                    .limit(most)
                    .reduce((_, last) -> last)
                    .ifPresent(last -> result.text("NextPartNumberMarker", last));
            rest.entrySet().stream()
                    .limit(most)
                    .forEach(part -> result.element(
                            "Part",
                            each -> each.text("PartNumber", part.getKey())
                                    .text("ETag", part.getValue().quotedEtag())
                                    .text("LastModified", part.getValue().modified())
                                    .text("Size", part.getValue().bytes().length)));
        });
    }

    S3Response complete(S3Request request, byte[] body) {
        StoredUpload upload = upload(request);
        if (upload.state() == State.COMPLETED) {
            throw S3Error.noSuchKey();
        }
        SequencedMap<Integer, String> named = named(body);
        StoredBytes whole = join(upload, named);
        objects.write(buckets.get(request.bucket()), request, whole);
        upload.end(State.COMPLETED);
        return S3Response.xml(
                "CompleteMultipartUploadResult",
                result -> result.text("Bucket", request.bucket())
                        .text("Key", request.key())
                        .text("ETag", whole.quotedEtag()));
    }

    private static SequencedMap<Integer, String> named(byte[] body) {
        var named = new LinkedHashMap<Integer, String>();
        for (var part : XmlReader.elements(body, "Part")) {
            int number = Integer.parseInt(XmlReader.text(part, "PartNumber"));
            if (!named.isEmpty() && named.lastEntry().getKey() >= number) {
                throw new S3Error(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
            }
            named.put(number, XmlReader.text(part, "ETag").replace("\"", ""));
        }
        return named;
    }

    private StoredBytes join(StoredUpload upload, SequencedMap<Integer, String> named) {
        if (named.isEmpty()
                || (profile.likeStorj() && named.size() != upload.parts().size())) {
            throw invalidPart();
        }
        var bytes = new ByteArrayOutputStream();
        var hashes = new ByteArrayOutputStream();
        named.forEach((number, etag) -> {
            StoredBytes part = upload.parts().get(number);
            if (part == null || !part.etag().equals(etag)) {
                throw invalidPart();
            }
            if (part.bytes().length < SMALLEST_PART
                    && !number.equals(named.lastEntry().getKey())) {
                throw new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum.");
            }
            bytes.writeBytes(part.bytes());
            hashes.writeBytes(Hashes.md5(part.bytes()));
        });
        String etag = Hashes.hex(Hashes.md5(hashes.toByteArray())) + "-" + named.size();
        return StoredBytes.of(bytes.toByteArray(), upload.contentType(), Optional.empty())
                .again(etag);
    }

    private static S3Error invalidPart() {
        return new S3Error(400, "InvalidPart", "One or more of the specified parts could not be found.");
    }

    S3Response abort(S3Request request) {
        StoredUpload upload = upload(request);
        if (upload.state() == State.OPEN) {
            upload.end(State.ABORTED);
        }
        return S3Response.of(204);
    }
}
