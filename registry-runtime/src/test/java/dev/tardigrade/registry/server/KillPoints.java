package dev.tardigrade.registry.server;

import dev.tardigrade.testing.s3.S3Call;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.Stops.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The calls at which a process is killed: each phase of everything that changes what is stored. */
final class KillPoints {

    private KillPoints() {}

    /**
     * A call of the store that a client's action leads to.
     *
     * @param nth which of such calls
     */
    record Point(KilledAction action, String call, Predicate<S3Call> which, int nth, Moment moment) {

        @Override
        public String toString() {
            return action + ", " + moment + " " + call;
        }
    }

    /** Each of them, before and after it is done. */
    static Stream<Point> all() {
        return Stream.of(calls())
                .flatMap(List::stream)
                .flatMap(call -> Arrays.stream(Moment.values())
                        .map(moment -> new Point(call.action(), call.call(), call.which(), call.nth(), moment)));
    }

    private static List<Point> calls() {
        return List.of(
                point(KilledAction.PUSH_IMAGE, "put of a layer's data", put("data/sha256/"), 1),
                point(KilledAction.PUSH_IMAGE, "put of the config's membership", put("/_blobs/"), 1),
                point(KilledAction.PUSH_IMAGE, "put of the layer's membership", put("/_blobs/"), 2),
                point(KilledAction.PUSH_IMAGE, "put of the manifest", put("/_manifests/"), 1),
                point(KilledAction.PUSH_IMAGE, "put of the referrer", put("/_referrers/"), 1),
                point(KilledAction.PUSH_IMAGE, "put of the tag, which moves", put("/_tags/"), 1),
                point(
                        KilledAction.PUSH_CHUNKED,
                        "create of the multipart upload",
                        multipart(S3Operation.CREATE_MULTIPART_UPLOAD),
                        1),
                point(KilledAction.PUSH_CHUNKED, "put of the journal", put("uploads/"), 1),
                point(KilledAction.PUSH_CHUNKED, "upload of part 1", multipart(S3Operation.UPLOAD_PART), 1),
                point(KilledAction.PUSH_CHUNKED, "upload of part 2", multipart(S3Operation.UPLOAD_PART), 2),
                point(KilledAction.PUSH_CHUNKED, "complete", multipart(S3Operation.COMPLETE_MULTIPART_UPLOAD), 1),
                point(KilledAction.PUSH_CHUNKED, "put of the blob record", put("blobs/"), 1),
                point(KilledAction.PUSH_CHUNKED, "put of the membership", put("/_blobs/"), 1),
                point(KilledAction.PUSH_CHUNKED, "delete of the journal", delete("uploads/"), 1),
                point(KilledAction.PUSH_WHOLE, "upload of a part", multipart(S3Operation.UPLOAD_PART), 1),
                point(KilledAction.PUSH_WHOLE, "complete", multipart(S3Operation.COMPLETE_MULTIPART_UPLOAD), 1),
                point(KilledAction.CANCEL, "delete of the journal", delete("uploads/"), 1),
                point(KilledAction.CANCEL, "abort", multipart(S3Operation.ABORT_MULTIPART_UPLOAD), 1),
                point(KilledAction.DELETE_TAG, "delete of the tag", delete("/_tags/"), 1),
                point(
                        KilledAction.DELETE_IMAGE,
                        "delete of its tags",
                        call -> call.operation() == S3Operation.DELETE_OBJECTS,
                        1),
                point(KilledAction.DELETE_IMAGE, "delete of its referrer", delete("/_referrers/"), 1),
                point(KilledAction.DELETE_IMAGE, "delete of the manifest", delete("/_manifests/"), 1),
                point(KilledAction.DELETE_BLOB, "delete of the membership", delete("/_blobs/"), 1));
    }

    private static Point point(KilledAction action, String call, Predicate<S3Call> which, int nth) {
        return new Point(action, call, which, nth, Moment.BEFORE);
    }

    private static Predicate<S3Call> put(String key) {
        return call -> call.operation() == S3Operation.PUT_OBJECT && lies(call, key);
    }

    private static Predicate<S3Call> delete(String key) {
        return call -> call.operation() == S3Operation.DELETE_OBJECT && lies(call, key);
    }

    private static Predicate<S3Call> multipart(S3Operation operation) {
        return call -> call.operation() == operation;
    }

    /** A folder of the bucket, or one of a repository. */
    private static boolean lies(S3Call call, String key) {
        return key.startsWith("/") ? call.key().contains(key) : call.key().startsWith(key);
    }
}
