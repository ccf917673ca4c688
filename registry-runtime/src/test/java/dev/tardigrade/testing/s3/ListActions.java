package dev.tardigrade.testing.s3;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of objects and uploads, in pages. */
final class ListActions {

    private final StoredBuckets buckets;
    private final S3Profile profile;

    ListActions(StoredBuckets buckets, S3Profile profile) {
        this.buckets = buckets;
        this.profile = profile;
    }

    S3Response objects(S3Request request) {
        StoredBucket bucket = buckets.get(request.bucket());
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        String after = request.parameter("continuation-token")
                .or(() -> request.parameter("start-after"))
                .orElse("");
        int most = Math.min(profile.pageSize(), request.number("max-keys", profile.pageSize()));
        List<Map.Entry<String, StoredBytes>> objects = new ArrayList<>();
        Set<String> groups = new LinkedHashSet<>();
        String last = "";
        boolean truncated = false;
        for (Map.Entry<String, StoredBytes> entry : bucket.objectsAfter(after)) {
            String key = entry.getKey();
            int cut = delimiter.isEmpty() || !key.startsWith(prefix) ? -1 : key.indexOf(delimiter, prefix.length());
            String group = cut < 0 ? "" : key.substring(0, cut + delimiter.length());
            boolean seen = !after.isEmpty()
                    && (bucket.order().compare(key, after) <= 0 || (cut >= 0 && after.startsWith(group)));
            if (!key.startsWith(prefix) || seen || groups.contains(group)) {
                continue;
            }
            if (objects.size() + groups.size() == most) {
                truncated = most > 0;
                break;
            }
            if (cut < 0) {
                objects.add(entry);
            } else {
                groups.add(group);
            }
            last = key;
        }
        return page(objects, groups, truncated ? last : "");
    }

    private static S3Response page(List<Map.Entry<String, StoredBytes>> objects, Set<String> groups, String next) {
        return S3Response.xml("ListBucketResult", result -> {
            result.text("KeyCount", objects.size() + groups.size()).text("IsTruncated", !next.isEmpty());
            if (!next.isEmpty()) {
                result.text("NextContinuationToken", next);
            }
            objects.forEach(entry -> result.element(
                    "Contents",
                    each -> each.text("Key", entry.getKey())
                            .text("LastModified", entry.getValue().modified())
                            .text("ETag", entry.getValue().quotedEtag())
                            .text("Size", entry.getValue().bytes().length)));
            groups.forEach(group -> result.element("CommonPrefixes", each -> each.text("Prefix", group)));
        });
    }

    S3Response uploads(S3Request request) {
        StoredBucket bucket = buckets.get(request.bucket());
        String prefix = request.parameter("prefix").orElse("");
        return S3Response.xml("ListMultipartUploadsResult", result -> {
            result.text("IsTruncated", false);
            bucket.uploads().forEach((id, upload) -> {
                if (upload.state() == StoredUpload.State.OPEN && fits(upload.key(), prefix)) {
                    result.element(
                            "Upload",
                            each -> each.text("Key", upload.key())
                                    .text("UploadId", id)
                                    .text("Initiated", upload.started()));
                }
            });
        });
    }

    private boolean fits(String key, String prefix) {
        boolean understood = !profile.likeStorj() || prefix.isEmpty() || prefix.endsWith("/") || prefix.equals(key);
        return understood && key.startsWith(prefix);
    }
}
