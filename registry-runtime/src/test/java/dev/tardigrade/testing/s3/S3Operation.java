package dev.tardigrade.testing.s3;

import java.util.Map;

/** What a request asks for, by the names of S3. */
public enum S3Operation {
    LIST_BUCKETS,
    HEAD_BUCKET,
    CREATE_BUCKET,
    DELETE_BUCKET,
    LIST_OBJECTS,
    HEAD_OBJECT,
    GET_OBJECT,
    PUT_OBJECT,
    COPY_OBJECT,
    DELETE_OBJECT,
    DELETE_OBJECTS,
    CREATE_MULTIPART_UPLOAD,
    UPLOAD_PART,
    UPLOAD_PART_COPY,
    LIST_PARTS,
    COMPLETE_MULTIPART_UPLOAD,
    ABORT_MULTIPART_UPLOAD,
    LIST_MULTIPART_UPLOADS,
    /** Tags, policies, versions and the like. */
    OTHER;

    static S3Operation of(String method, boolean hasBucket, boolean hasKey, Map<String, String> query, boolean copies) {
        if (!hasBucket) {
            return method.equals("GET") ? LIST_BUCKETS : OTHER;
        }
        return hasKey ? ofObject(method, query, copies) : ofBucket(method, query);
    }

    private static S3Operation ofBucket(String method, Map<String, String> query) {
        if (query.containsKey("uploads")) {
            return LIST_MULTIPART_UPLOADS;
        }
        if (query.containsKey("delete")) {
            return DELETE_OBJECTS;
        }
        if (S3Subresource.of(query).isPresent()) {
            return OTHER;
        }
        return switch (method) {
            case "HEAD" -> HEAD_BUCKET;
            case "GET" -> LIST_OBJECTS;
            case "PUT" -> CREATE_BUCKET;
            case "DELETE" -> DELETE_BUCKET;
            default -> OTHER;
        };
    }

    private static S3Operation ofObject(String method, Map<String, String> query, boolean copies) {
        if (S3Subresource.of(query).isPresent()) {
            return OTHER;
        }
        boolean multipart = query.containsKey("uploadId");
        return switch (method) {
            case "HEAD" -> HEAD_OBJECT;
            case "GET" -> multipart ? LIST_PARTS : GET_OBJECT;
            case "DELETE" -> multipart ? ABORT_MULTIPART_UPLOAD : DELETE_OBJECT;
            case "POST" -> multipart ? COMPLETE_MULTIPART_UPLOAD : CREATE_MULTIPART_UPLOAD;
            case "PUT" -> {
                if (multipart) {
                    yield copies ? UPLOAD_PART_COPY : UPLOAD_PART;
                }
                yield copies ? COPY_OBJECT : PUT_OBJECT;
            }
            default -> OTHER;
        };
    }
}
